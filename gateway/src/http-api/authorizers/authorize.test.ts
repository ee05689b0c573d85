import type { IncomingMessage } from "node:http";
import { expect, test } from "@jest/globals";
import { policy, result, statement } from "../../authorizers/testing/answers.ts";
import { verdictCache } from "../../authorizers/verdict-cache.ts";
import { noFacts } from "../../facts/facts.ts";
import type { RouteAuthorization } from "../api.ts";
import { routeOf } from "../testing/exchange.ts";
import { authorizer } from "./authorize.ts";
import { asked, authorizer as lambda } from "./testing/asked.ts";

const jwt: RouteAuthorization = {
  type: "JWT",
  authorizer: {
    kind: "JWT",
    name: "tokens",
    issuer: "https://issuer.example.com",
    audience: ["client"],
    identitySource: { from: "header", name: "Authorization" },
  },
  scopes: [],
};

const authorize = authorizer({
  invoke: async () => result(policy(statement("Allow"))),
  cache: verdictCache({ now: () => 0, size: 1 }),
  keys: () => () => Promise.reject(new Error("no key is asked for")),
  credentials: () => undefined,
  now: () => 0,
  time: () => 0,
});

const unsigned = { rawHeaders: [], headers: {} } as unknown as IncomingMessage;

const guardedBy = (authorization: RouteAuthorization) =>
  authorize(asked({ body: unsigned }, { route: routeOf({ authorization }) }), noFacts());

test("an open route asks nobody", async () => {
  expect(await guardedBy({ type: "NONE" })).toBeNull();
});

test("a Lambda authorizer is asked", async () => {
  expect(await guardedBy({ type: "CUSTOM", authorizer: lambda() })).toMatchObject({ kind: "lambda" });
});

test("a JWT authorizer wants a token: Bearer foo is none", async () => {
  await expect(guardedBy(jwt)).rejects.toMatchObject({ type: "UNAUTHORIZED" });
});

test("a signature is wanted", async () => {
  await expect(guardedBy({ type: "AWS_IAM" })).rejects.toMatchObject({ type: "ACCESS_DENIED" });
});
