import type { Scene } from "../../answers/plan.ts";

/** The response before this one. @throws when there was none: it takes a sign-in that went well. */
export const earlierOf = (previous: Scene["previous"]): string => {
  if (previous !== undefined) return previous;
  throw new Error("there was no earlier sign-in that could be used again");
};

/** The first ID in `xml`. */
export const idOf = (xml: string): string => {
  const id = / ID="([^"]+)"/.exec(xml)?.[1];
  if (id === undefined) throw new Error(`there is no ID in ${xml.slice(0, 400)}`);
  return id;
};
