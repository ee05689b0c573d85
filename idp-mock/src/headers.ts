import type { RequestHandler } from "express";

const common = "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'";

export const contentSecurityPolicy = {
  /** Pages whose forms come back here. */
  own: `${common}; form-action 'self'`,
  /**
   * The page that posts the response. It names no form-action, because browsers apply that to every redirect that
   * follows too, and where the service provider sends the person next is not known here.
   */
  postingElsewhere: (nonce: string) => `${common}; script-src 'nonce-${nonce}'`,
} as const;

/** For every answer. A referrer of the origin alone keeps the request out of it and still lets POSTs name their origin. */
export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    "Cache-Control": "no-store",
    "Content-Security-Policy": contentSecurityPolicy.own,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "strict-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
  });
  next();
};
