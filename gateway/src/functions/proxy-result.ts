import { z } from "zod";
import type { Headers } from "../request/headers.ts";

// The parts of what a proxy function returns, in either payload format. RFC 9110 5.1 and 5.5 tell what a header can be.

export const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/);

export const headerValue = z
  .union([z.string(), z.number(), z.boolean()])
  .transform(String)
  .refine((text) => /^[\t\x20-\x7e\x80-\xff]*$/.test(text), "no header can carry it");

export const statusCode = z
  .union([z.number(), z.string().regex(/^\d{3}$/)])
  .transform(Number)
  .pipe(z.int().min(200).max(599));

/** What a function of payload format 1.0 says of its answer beside the body. */
export const format1Head = z.strictObject({
  statusCode: statusCode.default(200),
  headers: z.record(headerName, headerValue.nullable()).nullish(),
  multiValueHeaders: z.record(headerName, z.array(headerValue)).nullish(),
});

/** Everything that API Gateway takes from such a function; any other member makes the whole answer malformed. */
const format1 = format1Head.extend({
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** What a function answered, before it is known what the client can take. */
export interface ProxyResult {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  readonly isBase64Encoded: boolean;
}

/**
 * Reads the answer of a function of payload format 1.0.
 * @returns what is wrong with it, where it has another shape.
 */
export const proxyResult = (result: unknown): ProxyResult | { readonly fault: string } => {
  const parsed = format1.safeParse(result);
  if (!parsed.success) return { fault: z.prettifyError(parsed.error) };
  const { statusCode: status, body, isBase64Encoded, ...head } = parsed.data;
  return {
    status,
    headers: headersOf(head),
    body: body ?? "",
    isBase64Encoded: isBase64Encoded ?? false,
  };
};

/** A name in both maps has the values of both, in the spelling of the multi-value map; an equal pair counts once. */
export const headersOf = ({
  headers,
  multiValueHeaders,
}: Pick<z.output<typeof format1Head>, "headers" | "multiValueHeaders">): Headers => {
  const several = Object.entries(multiValueHeaders ?? {}).flatMap(([spelled, values]) =>
    values.map((one) => [spelled, one] as const),
  );
  const more = Object.entries(headers ?? {}).flatMap(([spelled, one]) => {
    const known = several.filter(([given]) => given.toLowerCase() === spelled.toLowerCase());
    if (one === null || known.some(([, value]) => value === one)) return [];
    return [[known[0]?.[0] ?? spelled, one] as const];
  });
  return [...several, ...more];
};
