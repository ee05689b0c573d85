import { randomBytes } from "node:crypto";
import type { RequestHandler, Response } from "express";

const common = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

/**
 * For a page that posts to a service provider. It names no form-action, because browsers apply that to every redirect
 * that follows too, and where the service provider sends the person next is not known here.
 * @returns the nonce of the page's script
 */
export const postingElsewhere = (response: Response): string => {
  const nonce = randomBytes(16).toString("base64");
  response.set("Content-Security-Policy", `${common}; script-src 'nonce-${nonce}'`);
  return nonce;
};

/** For every answer. A referrer of the origin alone keeps the request out of it and still lets POSTs name their origin. */
export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    "Cache-Control": "no-store",
    "Content-Security-Policy": `${common}; form-action 'self'`,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "strict-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
  });
  next();
};
