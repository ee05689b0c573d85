import { ask } from "./ask.ts";
import type { ConformanceCase, Step } from "./case-file.ts";
import { differences } from "./compare.ts";
import type { Endpoint } from "./target.ts";

/**
 * Sends the requests of one case in turn.
 * @param run differs for each run, so that no cache of an earlier one answers.
 * @returns what was not as expected; nothing where all was.
 */
export const runCase = async (
  { steps }: ConformanceCase,
  endpoint: Endpoint,
  run: string,
): Promise<readonly string[]> => {
  const faults: string[] = [];
  for (const [index, given] of steps.entries()) {
    const step = filled(given, { ...endpoint.names, run });
    const named = filled(step, { do: instructions(step, run) });
    const before = step.expect.calls === undefined ? null : await callsAt(endpoint);
    const received = await ask(endpoint, { ...named, headers: [...named.headers, ...toBackend(step)] });
    const calls = before === null ? null : (await callsAt(endpoint)) - before;
    const place = steps.length > 1 ? `request ${index + 1}: ` : "";
    faults.push(...differences(named.expect, received, calls).map((fault) => `${place}${fault}`));
  }
  return faults;
};

/** What the functions shall do, as text that any token or header can hold. */
const instructions = ({ authorizer, function: proxy }: Step, run: string) =>
  `do.${encoded({ authorizer, function: proxy, run })}`;

const toBackend = ({ backend }: Step): Step["headers"] =>
  backend === undefined ? [] : [["X-Corpus-Answer", encoded(backend)]];

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The corpus's function tells how often it was asked as an authorizer. */
const callsAt = async (endpoint: Endpoint): Promise<number> => {
  const { text } = await ask(endpoint, { method: "GET", path: "/authorizer-calls", headers: [] });
  return (JSON.parse(text) as { asked: number }).asked;
};

const filled = <Value>(value: Value, names: Readonly<Record<string, string>>): Value => {
  if (typeof value === "string")
    return value.replaceAll(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole) as Value;
  if (Array.isArray(value)) return value.map((each) => filled(each, names)) as Value;
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, names)])) as Value;
};
