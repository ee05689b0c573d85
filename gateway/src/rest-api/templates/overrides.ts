import type { Headers } from "../../request/headers.ts";
import { textOf } from "../../vtl/text.ts";
import { type Dictionary, dictionary, isList, isMap, type Value } from "../../vtl/value.ts";

/**
 * What templates set with `#set($context.requestOverride.header.x = …)` and its like; both templates of an integration
 * share it. Each may be set once; API Gateway answers a second time with a 5XX.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-override-request-response-parameters.html
 */
export interface Overrides {
  readonly request: Dictionary;
  readonly response: Dictionary;
}

export const newOverrides = (): Overrides => ({
  request: dictionary(["header", "path", "querystring"].map((place) => [place, setOnce()])),
  response: { ...setOnce(), entries: new Map([["header", setOnce()]]) },
});

const setOnce = (): Dictionary => ({ ...dictionary(), isFinal: true });

/** The names and values that were set at one place; a list is several values of one name. */
export const overridden = ({ entries }: Dictionary, place: string): Headers => {
  const set = entries.get(place);
  return isMap(set)
    ? [...set.entries].flatMap(([name, value]) => texts(value).map((text) => [String(name), text] as const))
    : [];
};

const texts = (value: Value): readonly string[] =>
  (isList(value) ? value.items : [value]).flatMap((each) => textOf(each) ?? []);

/**
 * AWS takes no other status than a whole number from 100 to 599 (localstack's test of AWS, `IntegrationResponseHandler`).
 * Those below 200 are left out here as well: no answer ends with one of them, and the client would wait for more.
 */
export const overriddenStatus = ({ entries }: Dictionary): number | null => {
  const status = entries.get("status");
  return typeof status === "bigint" && status >= 200n && status <= 599n ? Number(status) : null;
};

/** Headers with those that override them in their place. */
export const withOverrides = (headers: Headers, overrides: Headers): Headers => {
  const names = new Set(overrides.map(([name]) => name.toLowerCase()));
  return [...headers.filter(([name]) => !names.has(name.toLowerCase())), ...overrides];
};
