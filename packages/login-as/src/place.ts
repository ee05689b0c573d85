import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** What is read of `outputs.json`. */
export interface Place {
  readonly gateway: { readonly url: string };
  readonly userPool: { readonly clientId: string; readonly domain: string };
  readonly identityProviders?: readonly { readonly name: string }[];
  /** Where the gateway's token handler begins a sign-in. */
  readonly signIn: string;
}

/** @param given the content, or the path of the file @throws where there is none, or something else */
export const placeIn = (given: string | Place = process.env.GATEHOUSE_OUTPUTS ?? nearest(process.cwd())): Place => {
  const place = typeof given === "string" ? read(given) : given;
  const missing = needed.filter((names) => typeof at(place, names) !== "string").map((names) => names.join("."));
  if (missing.length === 0) return place;
  const where = typeof given === "string" ? given : "outputs";
  throw new Error(`${where}: expected the outputs of a running stack, received none for ${missing.join(", ")}`);
};

const needed = [["gateway", "url"], ["userPool", "clientId"], ["userPool", "domain"], ["signIn"]] as const;

const at = (place: unknown, names: readonly string[]): unknown =>
  names.reduce((value: unknown, name) => (value as Record<string, unknown> | null | undefined)?.[name], place);

const read = (path: string): Place => {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Place;
  } catch (cause) {
    throw new Error(`${path} cannot be read: ${(cause as Error).message}. Does the stack run (npm start)?`, { cause });
  }
};

const nearest = (folder: string): string => {
  const file = join(folder, ".gatehouse", "outputs.json");
  const above = dirname(folder);
  return existsSync(file) || above === folder ? file : nearest(above);
};
