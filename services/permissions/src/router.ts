import { type Request, type RequestHandler, type Response, Router } from "express";
import { type Rendered, rendered, write } from "./answer.ts";
import { bodyOf, collecting } from "./body.ts";
import { callerOf } from "./caller.ts";
import { MethodNotAllowed, RouteNotFound } from "./failures.ts";
import { fitting } from "./fitting.ts";
import { keyedRequest, keyOf, once } from "./idempotency.ts";
import type { Input, Operation, World } from "./operation.ts";
import { readIfMatch, requireIfMatch } from "./preconditions.ts";
import { nothing, readQuery } from "./query.ts";
import { requireRecentSignIn } from "./recent-sign-in.ts";
import type { Route } from "./routes.ts";
import { answeringWithheld } from "./withheld.ts";

/** Serves a table of routes. */
export const router = (routes: readonly Route[], world: World): Router => {
  // A path that differs in case or by a slash at its end is another one, as it was for whoever authorized it.
  const all = Router({ caseSensitive: true, strict: true });
  for (const { method, path, operation } of routes)
    all[method](path, ...collecting(operation), served(operation, world));
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
    const input = inputOf(operation, request, response);
    if (operation.ifMatch === "demanded") requireIfMatch(input.ifMatch);
    if (operation.recentSignIn) requireRecentSignIn(input.caller, world.now());
    const run = async (within: World): Promise<Rendered> =>
      rendered(await answeringWithheld(() => operation.run(input, within)));
    const key = request.method === "POST" ? keyOf(request) : undefined;
    const { caller } = input;
    const answer =
      key === undefined ? run(world) : once(world, { caller, keyed: keyedRequest(request, caller, key) }, run);
    write(response, await answer);
  };

type Given = Input<Operation["params"], NonNullable<Operation["query"]>, Operation["body"]>;

const inputOf = (operation: Operation, request: Request, response: Response): Given => ({
  caller: callerOf(request, response),
  params: fitting(operation.params, request.params),
  query: fitting(operation.query ?? nothing, readQuery(request.url, operation.repeatable), "query"),
  ifMatch: operation.ifMatch && readIfMatch(request.get("if-match")),
  accepts: (types) => request.accepts(types),
  body: bodyOf(operation, request),
});
