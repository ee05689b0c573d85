import { createHash } from "node:crypto";
import type { InvokeFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { type Backend, startBackend } from "../../testing/backend.ts";
import { allowing, startGateway } from "../../testing/gateway.ts";
import { httpRoute, tokenAuthorizer } from "../../testing/routes.ts";
import type { TestedGateway } from "../../testing/served.ts";

let backend: Backend;
let gateway: TestedGateway;
const asked: unknown[] = [];
const remembering: InvokeFunction = (arn, event, timeout) => {
  asked.push((event as { methodArn?: unknown }).methodArn);
  return allowing(arn, event, timeout);
};
beforeAll(async () => {
  backend = await startBackend();
  const routes = [
    httpRoute("PATCH", "/users/me", {
      authorizer: tokenAuthorizer,
      uri: "http://${stageVariables.tradesHost}/literal",
    }),
    httpRoute("GET", "/users/{userId}", { authorizer: tokenAuthorizer }),
  ];
  gateway = await startGateway({ folder: backend.folder, routes, invoke: remembering });
});
afterAll(async () => {
  await gateway.close();
  await backend.close();
});
beforeEach(() => {
  asked.length = 0;
  backend.reset();
});

const ask = async (method: string, path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(`${gateway.url}${path}`, { method, headers });
  return { status: answer.status, text: await answer.text(), errorType: answer.headers.get("x-amzn-errortype") };
};
const bearer = { Authorization: "Bearer alice" };

test("case 16: a literal without the method leaves the request to {userId}, and the ARN has the path as sent", async () => {
  expect((await ask("GET", "/users/me", bearer)).status).toBe(200);
  expect(asked).toEqual([expect.stringMatching(/\/GET\/users\/me$/)]);
  expect((await ask("PATCH", "/users/me", bearer)).status).toBe(200);
  expect((await ask("DELETE", "/users/me", bearer)).status).toBe(403);
  expect(backend.seen.map(({ method, url }) => `${method} ${url}`)).toEqual(["GET /users/me", "PATCH /literal"]);
});

test("case 17: an unknown path is a missing token, and with a bearer token an incomplete signature; nobody is asked", async () => {
  expect(await ask("GET", "/unknown")).toEqual({
    status: 403,
    text: '{"message":"Missing Authentication Token"}',
    errorType: "MissingAuthenticationTokenException",
  });
  const hash = createHash("sha256").update("Bearer alice").digest("base64");
  expect(await ask("GET", "/unknown", bearer)).toEqual({
    status: 403,
    text: `{"message":"Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'."}`,
    errorType: "IncompleteSignatureException",
  });
  expect([asked, backend.seen]).toEqual([[], []]);
});
