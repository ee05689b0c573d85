import { parsePath } from "../../json-path/parse-path.ts";
import { PathSyntaxError } from "../../json-path/path-scanner.ts";
import { readPath } from "../../json-path/read-path.ts";
import { VtlFailure } from "../../vtl/failure.ts";
import { parseJson } from "../../vtl/parse-json.ts";
import type { Template } from "../../vtl/syntax.ts";
import { jsonText } from "../../vtl/text.ts";
import { type Dictionary, dictionary, isMap, type Thing, thing, type Value } from "../../vtl/value.ts";
import { pathsIn } from "./paths-in.ts";

/** What `$input` is made of. */
export interface Input {
  /** Of the request or, in a response's template, of the backend's answer. */
  readonly body: string;
  /** Of the request in either. */
  readonly params: Readonly<Record<"path" | "querystring" | "header", Iterable<readonly [string, string]>>>;
  readonly template: Template;
}

export const inputNames: ReadonlySet<string> = new Set(["body", "json", "params", "path"]);

/**
 * `$input`: https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-mapping-template-reference.html
 * @throws {NoJson} by `path` and `json`, where the body is none.
 */
export const input = ({ body, params, template }: Input): Thing => {
  // An empty body reads as an empty object, as recorded by localstack.
  const text = body === "" ? "{}" : body;
  let document: Value | undefined;
  let own: ReadonlySet<string> | undefined;
  // As in the methods of texts: a pattern that a client could choose would be a way to stop the gateway.
  const requireOwn = (path: string) => {
    own ??= pathsIn(template);
    if (!own.has(path)) throw new VtlFailure(`$input: a path with =~ must stand in the template, received ${path}`);
  };
  const read = (expression: Value | undefined): Value | undefined => {
    document ??= parseJson(text);
    const path = typeof expression === "string" ? expression : "$";
    if (path.includes("=~")) requireOwn(path);
    return readPath(parsed(path), document);
  };
  const all = paramsOf(params);
  return thing(
    {
      // Unconfirmed: what leads nowhere is an empty text in both.
      path: (expression) => found(read(expression)),
      json: (expression) => jsonText(found(read(expression))),
      params: (name) => (name === undefined ? all : param(all, name)),
    },
    { body: () => text },
  );
};

const found = (value: Value | undefined): Value => (value === undefined ? "" : value);

const parsed = (path: string) => {
  try {
    return parsePath(path);
  } catch (error) {
    throw error instanceof PathSyntaxError ? new VtlFailure(`$input: ${error.message}`) : error;
  }
};

const places = ["path", "querystring", "header"] as const;

const paramsOf = (params: Input["params"]): Dictionary =>
  dictionary(places.map((place) => [place, dictionary(params[place])]));

/**
 * Looked for in the path, the query and the headers, in this order; an empty text where it is in none of them.
 * Unconfirmed: a header in another spelling is found here, too.
 */
const param = ({ entries }: Dictionary, name: Value): Value => {
  for (const place of places) {
    const values = entries.get(place);
    if (!isMap(values)) continue;
    if (values.entries.has(name)) return values.entries.get(name) ?? "";
    const other = place === "header" ? spelledOtherwise(values, String(name)) : undefined;
    if (other !== undefined) return other;
  }
  return "";
};

const spelledOtherwise = ({ entries }: Dictionary, name: string): Value | undefined =>
  [...entries].find(([given]) => String(given).toLowerCase() === name.toLowerCase())?.[1];
