import { describe, expect, test } from "@jest/globals";
import { policy, result, statement } from "../../authorizers/testing/answers.ts";
import { asked, bench, request, token } from "../authorizers/testing/asked.ts";
import { about, resourcePolicy } from "./testing/resource-policy.ts";

type Says = "allow" | "neither" | "deny";

const resource = {
  allow: resourcePolicy(about("Allow")),
  neither: resourcePolicy(about("Allow", { Resource: "execute-api:/prod/GET/others" })),
  deny: resourcePolicy(about("Allow"), about("Deny", { Sid: "freeze" })),
};

const authorizer = {
  allow: policy(statement("Allow")),
  neither: policy(statement("Allow", "arn:aws:execute-api:eu-west-1:123456789012:puhdx84jy9/prod/GET/others")),
  deny: policy(statement("Allow"), statement("Deny", "*", { Sid: "no" })),
};

const arn = "arn:aws:execute-api:eu-west-1:123456789012:puhdx84jy9/prod/GET/trades";
const covered = "arn:aws:execute-api:eu-west-1:********9012:puhdx84jy9/prod/GET/trades";
const anonymous = `User: anonymous is not authorized to perform: execute-api:Invoke on resource: ${covered}`;
const anonymousDenied = `${anonymous} with an explicit deny`;
const unauthorized = "User is not authorized to access this resource";
const unauthorizedDenied = `${unauthorized} with an explicit deny in an identity-based policy`;

/** Table A and the two phases of https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-authorization-flow.html */
describe.each([
  ["TOKEN", token()],
  ["REQUEST", request()],
])("a Lambda authorizer (%s) and the resource policy", (_type, guard) => {
  test.each<[Says, Says, status: number | string, message: string | undefined, calls: number, reason: string]>([
    ["allow", "allow", 200, undefined, 1, "statement 0 of the authorizer's policy allows, statement 0 of the API's"],
    ["allow", "neither", 200, undefined, 1, "statement 0 of the authorizer's policy allows arn:"],
    ["allow", "deny", "ACCESS_DENIED", anonymousDenied, 0, "statement freeze of the API's resource policy denies"],
    ["neither", "allow", 200, undefined, 1, "statement 0 of the API's resource policy allows arn:"],
    ["neither", "neither", "ACCESS_DENIED", unauthorized, 1, "no statement of the authorizer's policy allows, no"],
    ["neither", "deny", "ACCESS_DENIED", anonymousDenied, 0, "statement freeze of the API's resource policy denies"],
    ["deny", "allow", "ACCESS_DENIED", unauthorizedDenied, 1, "statement no of the authorizer's policy denies"],
    ["deny", "neither", "ACCESS_DENIED", unauthorizedDenied, 1, "statement no of the authorizer's policy denies"],
    ["deny", "deny", "ACCESS_DENIED", anonymousDenied, 0, "statement freeze of the API's resource policy denies"],
  ])("say %s and %s: %s", async (one, other, status, message, calls, reason) => {
    const { ask, events, logs } = bench(() => result(authorizer[one]), { resourcePolicy: resource[other] });
    const answer = await ask(asked(guard));
    expect([answer.status, answer.message, events.length]).toEqual([status, message, calls]);
    expect(logs).toEqual([expect.objectContaining({ reason: expect.stringContaining(reason) })]);
  });
});

test("a verdict from the cache is combined with the resource policy anew", async () => {
  const onlyHere = resourcePolicy(about("Allow", { Resource: "execute-api:/prod/GET/trades" }));
  const { ask, events } = bench(() => result(policy()), { resourcePolicy: onlyHere });
  expect((await ask(asked(token()))).status).toBe(200);
  expect((await ask(asked(token(), { path: "/others" }))).status).toBe("ACCESS_DENIED");
  expect(events).toHaveLength(1);
});

test("a request without a token is refused as such, unless the resource policy denies it first", async () => {
  const nobody = asked(token(), { headers: [] });
  const { ask } = bench(() => result(authorizer.allow), { resourcePolicy: resource.allow });
  expect((await ask(nobody)).status).toBe("UNAUTHORIZED");
  const denying = bench(() => result(authorizer.allow), { resourcePolicy: resource.deny });
  expect((await denying.ask(nobody)).status).toBe("ACCESS_DENIED");
});

describe("without an authorizer the resource policy must allow", () => {
  test.each<[Says, status: number | string, message: string | undefined, effect: string]>([
    ["allow", 200, undefined, "allow"],
    ["neither", "ACCESS_DENIED", anonymous, "implicitDeny"],
    ["deny", "ACCESS_DENIED", anonymousDenied, "explicitDeny"],
  ])("it says %s: %s", async (says, status, message, effect) => {
    const { ask, logs } = bench(() => result(null), { resourcePolicy: resource[says] });
    const answer = await ask(asked(null));
    expect([answer.status, answer.message]).toEqual([status, message]);
    expect(logs).toEqual([expect.objectContaining({ effect, reason: expect.stringContaining(arn) })]);
  });

  test("and an API without one is open there", async () => {
    expect((await bench(() => result(null)).ask(asked(null))).status).toBe(200);
  });
});

test("what follows the message of an explicit deny can be what AWS was seen to say later", async () => {
  const resourcePolicyDeny = "with an explicit deny in a resource-based policy";
  const ports = { resourcePolicy: resource.deny, resourcePolicyDeny };
  const { ask } = bench(() => result(null), ports);
  expect((await ask(asked(null))).message).toBe(`${anonymous} ${resourcePolicyDeny}`);
});

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-aws-condition-keys.html */
describe("a condition of the resource policy", () => {
  const conditional = (effect: string, operator: string, key: string, value: string) =>
    about(effect, { Condition: { [operator]: { [key]: value } } });
  const sent = asked(null, { headers: [["User-Agent", "curl/8"]] });
  const statusWith = async (...statements: object[]) =>
    (await bench(() => result(null), { resourcePolicy: resourcePolicy(...statements) }).ask(sent)).status;

  test.each<[operator: string, key: string, fitting: string, other: string]>([
    ["IpAddress", "aws:SourceIp", "15.248.0.0/16", "15.249.0.0/16"],
    ["StringLike", "aws:UserAgent", "curl/*", "wget/*"],
    ["Null", "aws:Referer", "true", "false"],
    ["DateGreaterThan", "aws:CurrentTime", "2024-06-17T00:00:00Z", "2024-06-18T00:00:00Z"],
    ["NumericLessThan", "aws:EpochTime", "1718636524", "1718636523"],
    ["Bool", "aws:SecureTransport", "true", "false"],
    // What private APIs, signed requests and services of AWS have, this request has not.
    ...[
      "SourceVpc",
      "SourceVpce",
      "VpcSourceIp",
      "SourceArn",
      "PrincipalArn",
      "PrincipalAccount",
      "PrincipalOrgID",
    ].map((key): [string, string, string, string] => ["Null", `aws:${key}`, "true", "false"]),
    ["Null", "aws:username", "true", "false"],
  ])("%s on %s: %s, not %s", async (operator, key, fitting, other) => {
    expect(await statusWith(conditional("Allow", operator, key, fitting))).toBe(200);
    expect(await statusWith(conditional("Allow", operator, key, other))).toBe("ACCESS_DENIED");
    expect(await statusWith(about("Allow"), conditional("Deny", operator, key, fitting))).toBe("ACCESS_DENIED");
    expect(await statusWith(about("Allow"), conditional("Deny", operator, key, other))).toBe(200);
  });

  test.each([
    ["a VPC", "StringNotEquals", "aws:SourceVpc", "vpc-1a2b3c4d"],
    ["an organization", "StringNotEquals", "aws:PrincipalOrgID", "o-1234567890"],
  ])("that keeps out whoever does not come from %s keeps everybody out", async (_what, ...condition) => {
    expect(await statusWith(about("Allow"), conditional("Deny", ...condition))).toBe("ACCESS_DENIED");
    expect(await statusWith(about("Allow"))).toBe(200);
  });

  test.each([
    ["a key that nobody knows", "StringEquals", "aws:RequestTag/team", "a"],
    ["what pages of AWS contradict each other on", "StringNotEquals", "aws:PrincipalType", "User"],
    ["an operator that is none", "StringEqual", "aws:UserAgent", "curl/8"],
    ["a policy variable", "StringEquals", "aws:UserAgent", "${aws:username}"],
  ])("on %s allows nobody and denies everybody", async (_what, ...condition) => {
    expect(await statusWith(conditional("Allow", ...condition))).toBe("ACCESS_DENIED");
    expect(await statusWith(about("Allow"), conditional("Deny", ...condition))).toBe("ACCESS_DENIED");
  });
});

test("a statement about signed callers says nothing of others", async () => {
  const account = { Principal: { AWS: "123456789012" } };
  const bySomebody = resourcePolicy(about("Allow", account));
  expect((await bench(() => result(null), { resourcePolicy: bySomebody }).ask(asked(null))).status).toBe(
    "ACCESS_DENIED",
  );
  const others = resourcePolicy(about("Allow"), about("Deny", account));
  expect((await bench(() => result(null), { resourcePolicy: others }).ask(asked(null))).status).toBe(200);
});

test("the short form of a resource is that of the API's own methods", async () => {
  const { ask } = bench(() => result(null), {
    resourcePolicy: resourcePolicy(
      about("Allow", { Resource: ["execute-api:/prod/GET/trades", "execute-api:/*/POST/*"] }),
    ),
  });
  const status = async (method: string, path: string) => (await ask(asked(null, { method, path }))).status;
  expect(await status("GET", "/trades")).toBe(200);
  expect(await status("POST", "/any/thing")).toBe(200);
  expect(await status("GET", "/trades/1")).toBe("ACCESS_DENIED");
  expect(await status("DELETE", "/trades")).toBe("ACCESS_DENIED");
});
