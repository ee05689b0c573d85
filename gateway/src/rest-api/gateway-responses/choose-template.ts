import { headerValues } from "../../request/headers.ts";
/** A template by its media type. */
export type Template = readonly [mediaType: string, template: string];

/**
 * The template for a client: the first of the types that it accepts, else the first template.
 * Unconfirmed that API Gateway looks at Accept here. Weights (`;q=`) are not compared.
 * @returns undefined where there are no templates.
 */
export const chooseTemplate = (
  templates: ReadonlyMap<string, string>,
  headers: readonly (readonly [name: string, value: string])[],
): Template | undefined => {
  const accepted = headerValues(headers, "accept").flatMap((value) => value.split(","));
  const types = accepted.map((type) => type.replace(/;.*/s, "").trim().toLowerCase());
  const all = [...templates];
  const wanted = types.map((type) => all.find(([mediaType]) => mediaType.toLowerCase() === type));
  return wanted.find((template) => template !== undefined) ?? all[0];
};
