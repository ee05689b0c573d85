import { z } from "zod";
import type { Answer } from "../../answer.ts";
import type { Headers } from "../mapping/mapped.ts";
import { GatewayRefusal } from "../refusal.ts";
import { responseHeaders } from "./response-headers.ts";

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String);
/** RFC 9110 5.1 and 5.5. */
const name = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/);
const value = scalar.refine((text) => /^[\t\x20-\x7e\x80-\xff]*$/.test(text), "no header can carry it");

/** Everything that API Gateway takes from a proxy function; any other member makes the whole answer malformed. */
const functionResult = z.strictObject({
  statusCode: z
    .union([z.number(), z.string().regex(/^\d{3}$/)])
    .transform(Number)
    .pipe(z.int().min(200).max(599))
    .default(200),
  headers: z.record(name, value.nullable()).nullish(),
  multiValueHeaders: z.record(name, z.array(value)).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/**
 * Reads what a function returned as API Gateway does.
 * @param decodes whether the client accepts a binary media type; a body in base64 reaches any other client as it is.
 * @throws {GatewayRefusal} 502 where the function's answer has another shape.
 */
export const functionAnswer = (result: unknown, decodes: boolean): Answer => {
  const parsed = functionResult.safeParse(result);
  if (!parsed.success) throw malformedAnswer(z.prettifyError(parsed.error));
  const { statusCode, headers, multiValueHeaders, body, isBase64Encoded } = parsed.data;
  return {
    status: statusCode,
    headers: responseHeaders(merged(multiValueHeaders ?? {}, headers ?? {})),
    body: isBase64Encoded && decodes ? Buffer.from(body ?? "", "base64") : (body ?? ""),
  };
};

/** A name in both maps has the values of both, in the spelling of the multi-value map; an equal pair counts once. */
const merged = (
  multi: Readonly<Record<string, readonly string[]>>,
  single: Readonly<Record<string, string | null>>,
): Headers => {
  const several = Object.entries(multi).flatMap(([spelled, values]) => values.map((one) => [spelled, one] as const));
  const more = Object.entries(single).flatMap(([spelled, one]) => {
    const known = several.filter(([given]) => given.toLowerCase() === spelled.toLowerCase());
    if (one === null || known.some(([, value]) => value === one)) return [];
    return [[known[0]?.[0] ?? spelled, one] as const];
  });
  return [...several, ...more];
};

const malformedAnswer = (fault: string) =>
  new GatewayRefusal("DEFAULT_5XX", `the function's answer is malformed: ${fault}`, { status: 502 });
