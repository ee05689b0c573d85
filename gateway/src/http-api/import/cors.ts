import { allowOnly, at, bool, type Field, fault, isGiven, items, text, unexpected } from "../../openapi/field.ts";
import type { Cors } from "../api.ts";

const known = ["allowOrigins", "allowMethods", "allowHeaders", "exposeHeaders", "maxAge", "allowCredentials"];

/** No path, and no `*` within a name: API Gateway compares whole origins. */
const origin = /^(?:\*|https?:\/\/(?:\*|[A-Za-z0-9.-]+(?::\d{1,5})?)|(?:[a-z][a-z0-9+.-]*):\/\/[A-Za-z0-9.-]+)$/;
const method = /^(?:\*|GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;
const header = /^[!#$%&'*+.^`|~\w-]+$/;

/** A day, in seconds; -1 tells browsers to keep nothing. */
const longest = 86_400;

/**
 * Reads `x-amazon-apigateway-cors`; null where it is not given.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export const corsIn = (field: Field): Cors | null => {
  if (!isGiven(field)) return null;
  allowOnly(field, known);
  const cors: Cors = {
    allowOrigins: listIn(
      at(field, "allowOrigins"),
      origin,
      "an origin such as https://app.example.com, https://* or *",
    ),
    allowMethods: listIn(at(field, "allowMethods"), method, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS or *"),
    allowHeaders: listIn(at(field, "allowHeaders"), header, "the name of a header or *"),
    exposeHeaders: listIn(at(field, "exposeHeaders"), header, "the name of a header or *"),
    maxAge: maxAgeIn(at(field, "maxAge")),
    allowCredentials: bool(at(field, "allowCredentials")),
  };
  if (cors.allowCredentials && cors.allowOrigins.includes("*"))
    fault(at(field, "allowCredentials"), "cannot be true where every origin (*) is allowed: name the origins");
  return cors;
};

const listIn = (field: Field, shape: RegExp, expected: string): readonly string[] =>
  items(field).map((item) => {
    const value = text(item, expected);
    if (value !== "" && !shape.test(value)) unexpected(item, expected);
    return value;
  });

const maxAgeIn = (field: Field): number | null => {
  if (!isGiven(field)) return null;
  const seconds = /^(?:-1|\d+)$/.test(String(field.value)) ? Number(field.value) : Number.NaN;
  if (!(seconds <= longest)) unexpected(field, `a whole number of seconds from -1 to ${longest}`);
  return seconds;
};
