import { describe, expect, test } from "@jest/globals";
import { evaluateResourcePolicy } from "./evaluate-resource-policy.ts";
import { parseResourcePolicy } from "./parse-resource-policy.ts";

const api = { partition: "aws", region: "eu-west-1", accountId: "123456789012", apiId: "abc" };
const resource = "arn:aws:execute-api:eu-west-1:123456789012:abc/prod/GET/pets";
const statement = { Action: "execute-api:Invoke", Resource: "execute-api:/*" };

const home = "123456789012";
const away = "210987654321";
const rootOf = (account: string) => `arn:aws:iam::${account}:root`;
const alice = "arn:aws:iam::123456789012:user/alice";
const bob = "arn:aws:iam::210987654321:user/bob";
const role = "arn:aws:iam::210987654321:role/team/developer";
const session = "arn:aws:sts::210987654321:assumed-role/developer/bob";

const callers = {
  anonymous: null,
  alice: { accountId: home, arns: [alice] },
  bob: { accountId: away, arns: [bob] },
  session: { accountId: away, arns: [session, role] },
};
type Caller = keyof typeof callers;

const evaluated = (Statement: unknown, caller: Caller = "anonymous", conditions = {}) =>
  evaluateResourcePolicy(parseResourcePolicy({ Statement }, api), {
    action: "execute-api:Invoke",
    resource,
    conditions,
    signer: callers[caller],
  });

/** For each caller: whether a statement that allows such principals allows, and whether one that denies them denies. */
const reach = (principals: object) =>
  (Object.keys(callers) as Caller[]).map((caller) =>
    [
      evaluated({ ...statement, ...principals, Effect: "Allow" }, caller).decision === "allow" ? "allow" : "-",
      evaluated({ ...statement, ...principals, Effect: "Deny" }, caller).decision === "explicitDeny" ? "deny" : "-",
    ].join("/"),
  );

const nobody = "-/-";
const both = "allow/deny";
const doubt = "-/deny";

describe("a statement reaches anonymous, alice of the API's account, bob and a role's session of another", () => {
  test.each<[string, object, string[]]>([
    ["everybody", { Principal: "*" }, [both, both, both, both]],
    ["everybody of AWS", { Principal: { AWS: "*" } }, [both, both, both, both]],
    ["a user", { Principal: { AWS: alice } }, [nobody, both, nobody, nobody]],
    ["a user of another account", { Principal: { AWS: bob } }, [nobody, nobody, both, nobody]],
    ["a user in another case", { Principal: { AWS: bob.replace("bob", "Bob") } }, [nobody, nobody, nobody, nobody]],
    ["a role", { Principal: { AWS: role } }, [nobody, nobody, nobody, both]],
    ["a session", { Principal: { AWS: session } }, [nobody, nobody, nobody, both]],
    ["an account", { Principal: { AWS: away } }, [nobody, nobody, both, both]],
    ["an account by its root", { Principal: { AWS: rootOf(away) } }, [nobody, nobody, both, both]],
    ["the API's account, which allows nobody by itself", { Principal: { AWS: home } }, [nobody, doubt, nobody, nobody]],
    ["the API's account and a user", { Principal: { AWS: [home, alice] } }, [nobody, both, nobody, nobody]],
    ["a service", { Principal: { Service: "lambda.amazonaws.com" } }, [doubt, doubt, doubt, doubt]],
    ["a service or a user", { Principal: { Service: "lambda.amazonaws.com", AWS: bob } }, [doubt, doubt, both, doubt]],
    ["all but a user and the account", { NotPrincipal: { AWS: [bob, away] } }, [both, both, nobody, doubt]],
    ["all but a user, but not the account", { NotPrincipal: { AWS: bob } }, [both, both, doubt, both]],
    ["all but an account, but no user", { NotPrincipal: { AWS: away } }, [both, both, doubt, doubt]],
    [
      "all but session, role and account",
      { NotPrincipal: { AWS: [session, role, rootOf(away)] } },
      [both, both, doubt, nobody],
    ],
    ["all but session and account", { NotPrincipal: { AWS: [session, away] } }, [both, both, doubt, doubt]],
    ["all but a service", { NotPrincipal: { Service: "lambda.amazonaws.com" } }, [doubt, doubt, doubt, doubt]],
  ])("%s", (_what, principals, expected) => {
    expect(reach(principals)).toEqual(expected);
  });
});

describe("a resource policy", () => {
  const allowed = { ...statement, Effect: "Allow", Principal: "*" };
  const office = { ...allowed, Sid: "office", Condition: { IpAddress: { "aws:SourceIp": "192.0.2.0/24" } } };
  test.each<[string, object[], string, string, number | null]>([
    ["allows an address", [office], "192.0.2.7", "allow", 0],
    ["is silent about another", [office], "198.51.100.1", "implicitDeny", null],
    ["denies an address", [allowed, { ...office, Effect: "Deny" }], "192.0.2.7", "explicitDeny", 1],
    ["does not deny another", [allowed, { ...office, Effect: "Deny" }], "198.51.100.1", "allow", 0],
    [
      "is silent about other methods",
      [{ ...allowed, Resource: "execute-api:/prod/POST/*" }],
      "192.0.2.7",
      "implicitDeny",
      null,
    ],
    [
      "is silent about other APIs",
      [{ ...allowed, Resource: `${resource.replace("abc", "abd")}` }],
      "192.0.2.7",
      "implicitDeny",
      null,
    ],
    ["has no statement", [], "192.0.2.7", "implicitDeny", null],
  ])("%s", (_what, statements, sourceIp, decision, index) => {
    expect(evaluated(statements, "anonymous", { "aws:SourceIp": sourceIp })).toMatchObject({
      decision,
      statement: index,
    });
  });

  test("names the statement that decided, and the parts that nobody can tell", () => {
    const service = { ...allowed, Effect: "Deny", Sid: "services", Principal: { Service: "x.amazonaws.com" } };
    expect(evaluated([allowed, service])).toEqual({
      decision: "explicitDeny",
      statement: 1,
      sid: "services",
      undecided: [{ statement: 1, because: ["Principal"] }],
    });
    expect(evaluated([allowed, { ...service, Principal: { AWS: bob } }])).toEqual({ decision: "allow", statement: 0 });
  });
});
