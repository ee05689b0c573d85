import { isDeepStrictEqual } from "node:util";
import type { Received } from "./ask.ts";
import type { Expected } from "./case-file.ts";

type Text = string | { readonly matches: string };

/** What is not as expected, one sentence each. */
export const differences = (expected: Expected, received: Received, calls: number | null): readonly string[] => [
  ...differing("status", expected.status, received.status),
  ...("json" in expected ? differing("body", expected.json, parsed(received.text)) : []),
  ...(expected.text === undefined ? [] : differingText("body", expected.text, received.text)),
  ...Object.entries(expected.headers).flatMap(([name, value]) => differingText(name, value, received.headers[name])),
  ...(expected.calls === undefined || calls === null
    ? []
    : differing("calls of the authorizer", expected.calls, calls)),
  ...(expected.arrived === undefined ? [] : missingMembers("arrived", expected.arrived, parsed(received.text))),
  ...(expected.reached === undefined
    ? []
    : differing("the backend was reached", expected.reached, received.headers["x-corpus-backend"] !== undefined)),
];

const differing = (what: string, expected: unknown, received: unknown): readonly string[] =>
  isDeepStrictEqual(expected, received) ? [] : [`${what}: expected ${shown(expected)}, received ${shown(received)}`];

const differingText = (what: string, expected: Text | null, received: string | undefined): readonly string[] => {
  if (expected === null) return differing(what, undefined, received);
  if (typeof expected === "string") return differing(what, expected, received);
  if (received !== undefined && new RegExp(`^(?:${expected.matches})$`, "s").test(received)) return [];
  return [`${what}: expected to match ${expected.matches}, received ${shown(received)}`];
};

/**
 * Compares the members that are expected and no others. `{"matches": "…"}` is a pattern, `{"absent": true}` a member
 * that must not be there, `{"keys": […]}` the names of an object's members in their order, `{"all": […]}` several of
 * these at once, and `{"parsed": …}` a text that holds JSON.
 */
const missingMembers = (place: string, expected: unknown, received: unknown): readonly string[] => {
  if (!isObject(expected)) return differing(place, expected, received);
  if (typeof expected.matches === "string")
    return differingText(place, { matches: expected.matches }, received === undefined ? undefined : String(received));
  if (expected.absent === true) return differing(place, undefined, received);
  if (Array.isArray(expected.keys))
    return differing(`${place}'s members`, expected.keys, Object.keys(Object(received)));
  if (Array.isArray(expected.all)) return expected.all.flatMap((each) => missingMembers(place, each, received));
  if ("parsed" in expected) return missingMembers(place, expected.parsed, parsed(String(received)));
  if (!isObject(received)) return differing(place, expected, received);
  return Object.entries(expected).flatMap(([name, value]) => missingMembers(`${place}.${name}`, value, received[name]));
};

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const shown = (value: unknown) => {
  const text = value === undefined ? "nothing" : JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}…` : text;
};
