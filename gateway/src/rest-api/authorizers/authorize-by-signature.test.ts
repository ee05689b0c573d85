import { createHash } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import { parsePolicy } from "@gatehouse/iam-policy/parse-policy.ts";
import { describe, expect, test } from "@jest/globals";
import { statement } from "../../authorizers/testing/answers.ts";
import { noFacts } from "../../facts/facts.ts";
import type { Credential } from "../../signatures/credential.ts";
import type { SignedRequest } from "../../signatures/signed-request.ts";
import { alice, host, now, presigned, session, signedInHeader, withHeader } from "../../signatures/testing/signed.ts";
import { about, resourcePolicy } from "../resource-policy/testing/resource-policy.ts";
import { authorizeBySignature, type SignaturePorts } from "./authorize-by-signature.ts";
import { asked } from "./testing/asked.ts";
import { outcomeOf } from "./testing/outcome-of.ts";

const trades = "arn:aws:execute-api:eu-west-1:123456789012:puhdx84jy9/prod/POST/trades";
const covered = trades.replace("12345678", "********");

const may = (credential: Credential, ...statements: object[]): Credential => ({
  ...credential,
  policies: [parsePolicy({ Version: "2012-10-17", Statement: statements })],
});

const posted: SignedRequest = {
  method: "POST",
  path: "/prod/trades",
  query: "a=1",
  headers: [["Host", host]],
  body: Buffer.from('{"amount":1}'),
};
const inRegion = { region: "eu-west-1" };
const sign = (request: SignedRequest, how: Parameters<typeof signedInHeader>[1] = {}) =>
  signedInHeader(request, { ...inRegion, ...how });

interface Body {
  read: boolean;
}

/** A request as it leaves the front, whose body still has the headers that the client sent. */
const arrived = ({ method, path, query, headers, body }: SignedRequest, seen: Body) => {
  const stream = Readable.from(
    (async function* () {
      seen.read = true;
      yield body;
    })(),
  );
  const message = Object.assign(stream, {
    rawHeaders: headers.flat(),
    headers: { "content-length": String(body.length) },
  });
  const request = { method, path: path.replace("/prod", ""), fullPath: path, query, headers };
  return asked({ name: "iam", type: "AWS_IAM" }, { ...request, body: message as unknown as IncomingMessage });
};

const ask = async (request: SignedRequest, known: Credential | null, ports: Partial<SignaturePorts> = {}) => {
  const facts = noFacts();
  const seen: Body = { read: false };
  const all = {
    credentials: (id: string) => (known?.accessKeyId === id ? known : undefined),
    time: () => now,
    resourcePolicy: null,
    resourcePolicyDeny: "with an explicit deny",
    explicitDeny: "with an explicit deny in an identity-based policy",
    ...ports,
  };
  const outcome = await outcomeOf(() => authorizeBySignature(arrived(request, seen), facts, all));
  return { ...outcome, facts, seen };
};

describe("a request is let through", () => {
  // Members as recorded on AWS on 17 June 2024 by Powertools for AWS Lambda (packages/parser/tests/events/apigw-rest/iam-auth.json).
  test("that is signed by whose policy allows it", async () => {
    const { authorization, facts } = await ask(await sign(posted), may(alice, statement("Allow", trades)));
    expect(authorization).toEqual({
      kind: "iam",
      identity: {
        accountId: "123456789012",
        caller: alice.principal.userId,
        accessKey: alice.accessKeyId,
        userArn: alice.principal.arn,
        user: alice.principal.userId,
      },
    });
    expect(facts.log).toMatchObject({ principal: alice.principal.arn, effect: "allow", statement: 0 });
    expect(facts.steps).toMatchObject({ authenticate: { status: 200 }, authorize: { status: 200, error: null } });
  });

  test("by a presigned URL", async () => {
    const request = await presigned({ ...posted, body: Buffer.alloc(0) }, inRegion);
    expect((await ask(request, may(alice, statement("Allow")))).status).toBe(200);
  });

  test("with the credentials of a role", async () => {
    const { authorization } = await ask(await sign(posted, { credential: session }), may(session, statement("Allow")));
    expect(authorization?.identity.userArn).toBe(session.principal.arn);
  });
});

describe("a signature is refused before any policy is asked", () => {
  const everything = may(alice, statement("Allow"));
  const bearer = "Bearer abc.def.ghi";
  const hash = createHash("sha256").update(bearer).digest("base64");
  const mismatch = /^The request signature we calculated does not match/;
  const unrecognized = "The security token included in the request is invalid.";

  type Row = [
    string,
    (signed: SignedRequest) => SignedRequest | Promise<SignedRequest>,
    type: string,
    errorType: string,
    message: string | RegExp,
    readsBody: boolean,
  ];
  test.each<Row>([
    [
      "where there is none",
      () => posted,
      "MISSING_AUTHENTICATION_TOKEN",
      "MissingAuthenticationTokenException",
      "Missing Authentication Token",
      false,
    ],
    [
      "where there is a bearer token",
      () => withHeader(posted, "Authorization", bearer),
      "DEFAULT_4XX",
      "IncompleteSignatureException",
      `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hash}'.`,
      false,
    ],
    [
      "of another body",
      (signed) => ({ ...signed, body: Buffer.from('{"amount":2}') }),
      "INVALID_SIGNATURE",
      "InvalidSignatureException",
      mismatch,
      true,
    ],
    [
      "of another path",
      (signed) => ({ ...signed, path: "/prod/others" }),
      "INVALID_SIGNATURE",
      "InvalidSignatureException",
      mismatch,
      true,
    ],
    [
      "of another query",
      (signed) => ({ ...signed, query: "a=2" }),
      "INVALID_SIGNATURE",
      "InvalidSignatureException",
      mismatch,
      true,
    ],
    [
      "for another region",
      () => sign(posted, { region: "us-east-1" }),
      "INVALID_SIGNATURE",
      "InvalidSignatureException",
      /valid region/,
      true,
    ],
    [
      "of ten minutes ago",
      () => sign(posted, { at: now - 600_000 }),
      "INVALID_SIGNATURE",
      "InvalidSignatureException",
      /^Signature expired/,
      true,
    ],
    [
      "of nobody that is known",
      () => sign(posted, { credential: { ...alice, accessKeyId: "AKIDNOBODYNOBODY0000" } }),
      "DEFAULT_4XX",
      "UnrecognizedClientException",
      unrecognized,
      true,
    ],
  ])("%s", async (_what, change, type, errorType, message, readsBody) => {
    const signed = await sign(posted);
    expect((await ask(signed, everything)).status).toBe(200);
    const answer = await ask(await change(signed), everything);
    expect(answer).toMatchObject({ type, errorType, status: 403 });
    expect(answer.message).toEqual(message instanceof RegExp ? expect.stringMatching(message) : message);
    expect(answer.seen.read).toBe(readsBody);
    expect(answer.facts.steps).toEqual({ authenticate: expect.objectContaining({ status: 403 }) });
    expect(answer.facts.log).toEqual({});
  });

  test("where the credentials have expired", async () => {
    const ended = may({ ...session, expires: now }, statement("Allow"));
    expect(await ask(await sign(posted, { credential: session }), ended)).toMatchObject({
      type: "EXPIRED_TOKEN",
      status: 403,
      errorType: "ExpiredTokenException",
      message: "The security token included in the request is expired",
    });
    const valid = { ...ended, expires: now + 1 };
    expect((await ask(await sign(posted, { credential: session }), valid)).status).toBe(200);
  });

  test("where nobody's credentials are configured", async () => {
    expect(await ask(await sign(posted), null)).toMatchObject({ type: "DEFAULT_4XX", message: unrecognized });
  });
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html */
describe("the caller's policy and the resource policy", () => {
  type Says = "allow" | "neither" | "deny";
  const own = {
    allow: [statement("Allow")],
    neither: [statement("Allow", trades.replace("POST", "GET"))],
    deny: [statement("Allow"), statement("Deny", trades)],
  };
  const named = { Principal: { AWS: alice.principal.arn } };
  const strangers = alice.principal.arn.replace("123456789012", "210987654321");
  const resource = (arn: string) => ({
    allow: resourcePolicy(about("Allow", { Principal: { AWS: arn } })),
    neither: resourcePolicy(about("Allow", { Principal: { AWS: `${arn}-other` } })),
    deny: resourcePolicy(about("Allow"), about("Deny", { Principal: { AWS: arn } })),
  });
  const stranger = { ...alice, principal: { ...alice.principal, arn: strangers, accountId: "210987654321" } };
  const words = (arn: string) =>
    `User: ${arn} is not authorized to perform: execute-api:Invoke on resource: ${covered}`;
  const ownDeny = " with an explicit deny in an identity-based policy";
  const resourceDeny = " with an explicit deny";
  const ownSilence = " because no identity-based policy allows the execute-api:Invoke action";
  const resourceSilence = " because no resource-based policy allows the execute-api:Invoke action";

  // Table A.
  test.each<[Says, Says, string | null]>([
    ["allow", "allow", null],
    ["allow", "neither", null],
    ["allow", "deny", resourceDeny],
    ["neither", "allow", null],
    ["neither", "neither", ownSilence],
    ["neither", "deny", resourceDeny],
    ["deny", "allow", ownDeny],
    ["deny", "neither", ownDeny],
    ["deny", "deny", ownDeny],
  ])("in one account say %s and %s: %s", async (one, other, suffix) => {
    const ports = { resourcePolicy: resource(alice.principal.arn)[other] };
    const answer = await ask(await sign(posted), may(alice, ...own[one]), ports);
    expect([answer.status, answer.message]).toEqual(
      suffix === null ? [200, undefined] : ["ACCESS_DENIED", `${words(alice.principal.arn)}${suffix}`],
    );
  });

  // Table B.
  test.each<[Says, Says, string | null]>([
    ["allow", "allow", null],
    ["allow", "neither", resourceSilence],
    ["allow", "deny", resourceDeny],
    ["neither", "allow", ownSilence],
    ["neither", "neither", ownSilence],
    ["neither", "deny", resourceDeny],
    ["deny", "allow", ownDeny],
    ["deny", "neither", ownDeny],
    ["deny", "deny", ownDeny],
  ])("across accounts say %s and %s: %s", async (one, other, suffix) => {
    const ports = { resourcePolicy: resource(strangers)[other] };
    const answer = await ask(await sign(posted), may(stranger, ...own[one]), ports);
    expect([answer.status, answer.message]).toEqual(
      suffix === null ? [200, undefined] : ["ACCESS_DENIED", `${words(strangers)}${suffix}`],
    );
  });

  test.each<[Says, string | null]>([
    ["allow", null],
    ["neither", ownSilence],
    ["deny", ownDeny],
  ])("without a resource policy the caller's own says %s: %s", async (one, suffix) => {
    const answer = await ask(await sign(posted), may(alice, ...own[one]));
    expect([answer.status, answer.message]).toEqual(
      suffix === null ? [200, undefined] : ["ACCESS_DENIED", `${words(alice.principal.arn)}${suffix}`],
    );
  });

  test("nobody of another account gets in without one", async () => {
    expect(await ask(await sign(posted), may(stranger, ...own.allow))).toMatchObject({
      type: "ACCESS_DENIED",
      message: `${words(strangers)}${resourceSilence}`,
    });
  });

  test("a denial is noted, keeps who asked for the gateway response, and says what AWS said before if it shall", async () => {
    const ports = { explicitDeny: "with an explicit deny" };
    const { refusal, facts, message } = await ask(await sign(posted), may(alice, ...own.deny), ports);
    expect(message).toBe(`${words(alice.principal.arn)} with an explicit deny`);
    expect(refusal?.authorization).toMatchObject({ kind: "iam", identity: { userArn: alice.principal.arn } });
    expect(facts.log.reason).toBe(`statement 1 of the caller's policy denies ${trades}`);
    expect(facts.steps).toMatchObject({
      authenticate: { status: 200 },
      authorize: { status: 403, error: "The client is not authorized to perform this operation." },
    });
  });

  test("conditions on the principal see who signed", async () => {
    const only = (arn: string) =>
      resourcePolicy(about("Allow", { Condition: { ArnEquals: { "aws:PrincipalArn": arn } } }));
    const silent = may(alice);
    expect((await ask(await sign(posted), silent, { resourcePolicy: only(alice.principal.arn) })).status).toBe(200);
    expect((await ask(await sign(posted), silent, { resourcePolicy: only(strangers) })).status).toBe("ACCESS_DENIED");
  });

  test("a resource policy that spares the caller by name says nothing of the caller", async () => {
    const spares = resourcePolicy(about("Allow"), {
      ...about("Deny"),
      Principal: undefined,
      NotPrincipal: named.Principal,
    });
    expect((await ask(await sign(posted), may(alice), { resourcePolicy: spares })).status).toBe("ACCESS_DENIED");
    const account = { AWS: [alice.principal.arn, "123456789012"] };
    const sparesAll = resourcePolicy(about("Allow"), { ...about("Deny"), Principal: undefined, NotPrincipal: account });
    expect((await ask(await sign(posted), may(alice), { resourcePolicy: sparesAll })).status).toBe(200);
  });
});
