import type { Headers } from "../../request/headers.ts";
import type { Cors } from "../api.ts";

/**
 * The headers by which a page of that origin may read an answer; none for an origin that is not allowed, or no page.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
 */
export const corsHeaders = (cors: Cors, origin: string | undefined): Headers => {
  const allowed = allowedOrigin(cors, origin);
  if (allowed === null) return [];
  return [
    ["access-control-allow-origin", allowed],
    ...(cors.allowCredentials ? [["access-control-allow-credentials", "true"] as const] : []),
    ...listed("access-control-expose-headers", cors.exposeHeaders),
  ];
};

/** The same for the question that a browser asks before a request: what it may send. */
export const preflightHeaders = (cors: Cors, origin: string | undefined): Headers => {
  const allowed = allowedOrigin(cors, origin);
  if (allowed === null) return [];
  return [
    ["access-control-allow-origin", allowed],
    ...listed("access-control-allow-methods", cors.allowMethods),
    ...listed("access-control-allow-headers", cors.allowHeaders),
    ...(cors.maxAge === null ? [] : [["access-control-max-age", String(cors.maxAge)] as const]),
    ...(cors.allowCredentials ? [["access-control-allow-credentials", "true"] as const] : []),
  ];
};

/** `https://*` stands for every origin of that scheme. */
const allowedOrigin = ({ allowOrigins }: Cors, origin: string | undefined): string | null => {
  if (!origin) return null;
  if (allowOrigins.includes("*")) return "*";
  const scheme = `${origin.split("://", 1)[0]}://*`;
  return allowOrigins.includes(origin) || allowOrigins.includes(scheme) ? origin : null;
};

const listed = (name: string, values: readonly string[]): Headers =>
  values.length > 0 ? [[name, values.join(",")]] : [];
