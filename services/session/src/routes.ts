import { type Express, type RequestHandler, Router } from "express";
import { callback } from "./endpoints/callback.ts";
import { login } from "./endpoints/login.ts";
import { logout } from "./endpoints/logout.ts";
import { me } from "./endpoints/me.ts";
import { refresh } from "./endpoints/refresh.ts";
import type { Uses } from "./endpoints/uses.ts";
import { writeErrors } from "./errors.ts";

/** Method, path and endpoint. HEAD is not GET here: it would use a sign-in up. */
const table = [
  ["GET", "/auth/login", login],
  ["GET", "/auth/callback", callback],
  ["POST", "/auth/refresh", refresh],
  ["POST", "/auth/logout", logout],
  ["GET", "/auth/me", me],
] as const;

/** Mounts the service on an application. */
export const mount = (app: Express, uses: Uses): Express => {
  // As API Gateway routes: by case, and a slash at the end counts.
  const router = Router({ caseSensitive: true, strict: true });
  for (const [method, path, endpoint] of table) router.all(path, only(method), endpoint(uses));
  app.use(headers, router);
  app.use((_request, response) => void response.status(404).json({ message: "Not Found" }));
  app.use(writeErrors(uses.log));
  return app;
};

/** Nothing here may be kept by a cache, framed, guessed at or told to another site. */
const headers: RequestHandler = (_request, response, next) => {
  response.set({
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
  });
  next();
};

const only =
  (method: string): RequestHandler =>
  (request, response, next) => {
    if (request.method === method) return next();
    response.status(405).set("allow", method).json({ message: "Method Not Allowed" });
  };
