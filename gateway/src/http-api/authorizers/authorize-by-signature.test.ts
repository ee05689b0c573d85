import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { parsePolicy } from "@gatehouse/iam-policy/parse-policy.ts";
import { describe, expect, test } from "@jest/globals";
import { statement } from "../../authorizers/testing/answers.ts";
import { noFacts } from "../../facts/facts.ts";
import type { Credential } from "../../signatures/credential.ts";
import type { SignedRequest } from "../../signatures/signed-request.ts";
import { alice, host, now, presigned, session, signedInHeader } from "../../signatures/testing/signed.ts";
import { Refusal } from "../refusal.ts";
import { requestOf, routeOf, stage } from "../testing/exchange.ts";
import { authorizeBySignature } from "./authorize-by-signature.ts";

const trades = "arn:aws:execute-api:us-east-1:123456789012:lsw1ro4ipb/test/POST/trades";

const allowed = (credential: Credential, ...statements: object[]): Credential => ({
  ...credential,
  policies: [parsePolicy({ Version: "2012-10-17", Statement: statements })],
});

const posted: SignedRequest = {
  method: "POST",
  path: "/test/trades",
  query: "a=1",
  headers: [
    ["Host", host],
    // A name that the front takes away from a client.
    ["X-User-Id", "alice"],
  ],
  body: Buffer.from('{"amount":1}'),
};

/** A request as it leaves the front, whose body still has the headers that the client sent. */
const arrived = ({ method, path, query, headers, body }: SignedRequest) => {
  const message = Object.assign(Readable.from([body]), {
    rawHeaders: headers.flat(),
    headers: { "content-length": String(body.length) },
  });
  return {
    request: requestOf({
      method,
      path: path.replace("/test", ""),
      fullPath: path,
      query,
      headers: headers.filter(([name]) => name !== "X-User-Id"),
      body: message as unknown as IncomingMessage,
    }),
    stage: { ...stage, region: "us-east-1", name: "test" },
    route: routeOf({ authorization: { type: "AWS_IAM" } }),
    pathParameters: {},
  };
};

/** 200, or the kind of refusal. */
const ask = async (request: SignedRequest, ...known: readonly Credential[]) => {
  const facts = noFacts();
  const ports = { credentials: (id: string) => known.find(({ accessKeyId }) => accessKeyId === id), time: () => now };
  try {
    return { facts, status: 200, authorization: await authorizeBySignature(arrived(request), facts, ports) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { facts, status: error.type, reason: error.reason };
  }
};

describe("a request is let through", () => {
  // Members as recorded on AWS on 17 June 2024 by Powertools for AWS Lambda (packages/parser/tests/events/apigw-http/iam-auth.json).
  test("that is signed by whose policy allows it", async () => {
    const { authorization, facts } = await ask(
      await signedInHeader(posted),
      allowed(alice, statement("Allow", trades)),
    );
    expect(authorization).toEqual({
      kind: "iam",
      accessKey: alice.accessKeyId,
      accountId: "123456789012",
      callerId: alice.principal.userId,
      cognitoIdentity: null,
      principalOrgId: null,
      userArn: alice.principal.arn,
      userId: alice.principal.userId,
    });
    expect(facts.log).toMatchObject({ principal: alice.principal.arn, effect: "allow", statement: 0, cached: false });
    expect(facts.steps).toMatchObject({ authenticate: { status: 200, error: null }, authorize: { status: 200 } });
  });

  test("by a presigned URL", async () => {
    const request = await presigned({ ...posted, body: Buffer.alloc(0) });
    expect((await ask(request, allowed(alice, statement("Allow")))).status).toBe(200);
  });

  test("with the credentials of a role", async () => {
    const request = await signedInHeader(posted, { credential: session });
    const { authorization } = await ask(request, allowed(session, statement("Allow")));
    expect(authorization?.userArn).toBe(session.principal.arn);
  });
});

describe("a request is refused", () => {
  const everything = allowed(alice, statement("Allow"));

  test.each<[string, (signed: SignedRequest) => SignedRequest]>([
    ["without a signature", (signed) => ({ ...signed, headers: posted.headers })],
    ["whose body is another", (signed) => ({ ...signed, body: Buffer.from('{"amount":2}') })],
    ["whose path is another", (signed) => ({ ...signed, path: "/test/others" })],
    ["whose query is another", (signed) => ({ ...signed, query: "a=2" })],
    [
      "whose header is another",
      (signed) => ({
        ...signed,
        headers: signed.headers.map(([name, value]) => [name, value.replace("alice", "eve")]),
      }),
    ],
  ])("%s, before any policy is asked", async (_what, changed) => {
    const signed = await signedInHeader(posted);
    expect((await ask(signed, everything)).status).toBe(200);
    const { status, facts } = await ask(changed(signed), everything);
    expect(status).toBe("ACCESS_DENIED");
    expect(facts.steps).toEqual({ authenticate: expect.objectContaining({ status: 403 }) });
  });

  test("of another region, and of nobody that is known", async () => {
    expect((await ask(await signedInHeader(posted, { region: "eu-west-1" }), everything)).status).toBe("ACCESS_DENIED");
    expect((await ask(await signedInHeader(posted))).status).toBe("ACCESS_DENIED");
  });

  test.each([
    ["no policy allows", [], "implicitDeny"],
    ["a policy allows something else", [statement("Allow", trades.replace("POST", "GET"))], "implicitDeny"],
    ["a policy denies", [statement("Allow"), statement("Deny", trades)], "explicitDeny"],
  ])("where %s", async (_what, statements, effect) => {
    const { status, reason, facts } = await ask(await signedInHeader(posted), allowed(alice, ...statements));
    expect(status).toBe("ACCESS_DENIED");
    expect(reason).toContain(trades);
    expect(facts.log.effect).toBe(effect);
    expect(facts.steps).toMatchObject({ authenticate: { status: 200 }, authorize: { status: 403, error: reason } });
  });

  test("of somebody of another account, whom no resource policy lets in", async () => {
    const stranger = { ...everything, principal: { ...alice.principal, accountId: "210987654321" } };
    expect((await ask(await signedInHeader(posted), stranger)).status).toBe("ACCESS_DENIED");
  });
});
