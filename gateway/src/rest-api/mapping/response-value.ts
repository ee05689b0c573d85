import { type Headers, headerValues } from "../../request/headers.ts";
import { NoJson, parseJson } from "../../vtl/parse-json.ts";
import type { ResponseSource } from "../api.ts";
import { partOf } from "./body-value.ts";

import type { Seen } from "./seen.ts";
import { sourceValue } from "./source-value.ts";

/**
 * What a mapping of a response stands for; undefined where its source is absent.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 */
export const responseValue = (
  source: ResponseSource,
  { headers, body }: { readonly headers: Headers; readonly body: Buffer },
  seen: Seen,
): string | undefined => {
  if (source.kind === "response header") {
    const values = headerValues(headers, source.name);
    return source.multivalue && values.length > 0 ? values.join(",") : values.at(-1);
  }
  if (source.kind !== "response body") return sourceValue(source, seen);
  const text = body.toString("utf8");
  if (source.path === null) return text === "" ? undefined : text;
  try {
    return partOf(parseJson(text), source.path);
  } catch (error) {
    // A backend that answers no JSON has none of it to give.
    if (error instanceof NoJson) return undefined;
    throw error;
  }
};
