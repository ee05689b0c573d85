import { InvalidInput } from "@gatehouse/http/problem.ts";
import { type RequestHandler, Router } from "express";
import type { z } from "zod";
import { readBody, readJson } from "./body.ts";
import { callerOf } from "./caller.ts";
import { MethodNotAllowed, RouteNotFound } from "./failures.ts";
import type { Operation, World } from "./operation.ts";
import type { Route } from "./routes.ts";

/** Serves a table of routes: caller, parameters, body, then the operation. */
export const router = (routes: readonly Route[], world: World): Router => {
  // A path that differs in case or by a slash at its end is another one, as it was for whoever authorized it.
  const all = Router({ caseSensitive: true, strict: true });
  for (const { method, path, operation } of routes)
    all[method](path, ...(operation.body ? [readBody] : []), served(operation, world));
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map(({ method }) => method.toUpperCase());
    all.all(path, (_request, response) => {
      response.set("Allow", methods.join(", "));
      throw new MethodNotAllowed();
    });
  }
  all.use(() => {
    throw new RouteNotFound();
  });
  return all;
};

const served =
  (operation: Operation, world: World): RequestHandler =>
  async (request, response) => {
    const caller = callerOf(request, response);
    const params = fitting(operation.params, request.params);
    const body = operation.body && fitting(operation.body, readJson(request));
    const answer = await operation.run({ params, body, caller }, world);
    response.status(answer.status).set("Cache-Control", "no-store");
    if (answer.body) response.json(answer.body);
    else response.end();
  };

const fitting = <Schema extends z.ZodType>(schema: Schema, given: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  throw new InvalidInput(
    parsed.error.issues.map(({ path, message }) => ({ field: path.join(".") || "body", reason: message })),
  );
};
