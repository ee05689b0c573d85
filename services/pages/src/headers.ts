import type { RequestHandler } from "express";

/**
 * Nothing inline, nothing from elsewhere, no text made into HTML. There is no form-action: browsers apply it to the
 * redirects after a form, too, and signing out leads over the user pool, which is another origin.
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

/** For every answer. The files are asked for again each time, so that a new version is seen at once. */
export const securityHeaders: RequestHandler = (_request, response, next) => {
  response.set({
    "Cache-Control": "no-cache",
    "Content-Security-Policy": contentSecurityPolicy,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
  });
  next();
};
