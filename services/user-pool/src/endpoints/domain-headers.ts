import type { RequestHandler } from "express";

/** What every answer of the real domain carries. */
const always = {
  "X-Content-Type-Options": "nosniff",
  "X-XSS-Protection": "1; mode=block",
  "Cache-Control": "no-cache, no-store, max-age=0, must-revalidate",
  Pragma: "no-cache",
  Expires: "0",
  "X-Frame-Options": "DENY",
};

const loopback = ["localhost", "127.0.0.1", "[::1]"];

/** On this machine's own name HSTS would make a browser refuse every other service there that has no TLS. */
const transport = (publicUrl: string) =>
  loopback.includes(new URL(publicUrl).hostname)
    ? {}
    : { "Strict-Transport-Security": "max-age=31536000 ; includeSubDomains" };

export const domainHeaders = (publicUrl: string): RequestHandler => {
  const headers = { ...always, ...transport(publicUrl) };
  return (_request, response, next) => {
    response.set(headers).set("x-amz-cognito-request-id", response.locals.requestId);
    next();
  };
};

/** Any page's script may call the endpoints that take no cookie; the browser's pages have no CORS at all. */
export const corsForApplications: RequestHandler = (request, response, next) => {
  response.set("Access-Control-Allow-Origin", "*");
  if (request.method !== "OPTIONS") return next();
  response
    .set("Access-Control-Allow-Methods", "GET, POST, OPTIONS")
    .set("Access-Control-Allow-Headers", request.get("access-control-request-headers") ?? "*")
    .set("Access-Control-Max-Age", "172800")
    .status(200)
    .end();
};
