import { describe, expect, test } from "@jest/globals";
import { BadPolicy } from "./bad-policy.ts";
import { parseResourcePolicy } from "./parse-resource-policy.ts";

const api = { partition: "aws", region: "eu-west-1", accountId: "123456789012", apiId: "abc" };
const statement = { Effect: "Allow", Principal: "*", Action: "execute-api:Invoke", Resource: "execute-api:/*" };
const { Principal: _principal, ...nobody } = statement;
const parse = (changes: object, at = api) => parseResourcePolicy({ Statement: { ...statement, ...changes } }, at);

describe("the resources of a resource policy", () => {
  test.each([
    ["execute-api:/*", "arn:aws:execute-api:eu-west-1:123456789012:abc/*"],
    ["execute-api:/stage-name/GET/pets", "arn:aws:execute-api:eu-west-1:123456789012:abc/stage-name/GET/pets"],
    ["execute-api:/*/*/execute-api:/x", "arn:aws:execute-api:eu-west-1:123456789012:abc/*/*/execute-api:/x"],
    ["*", "*"],
    ["*/GET/*", "*/GET/*"],
    ["arn:aws:execute-api:*:*:*/prod/*", "arn:aws:execute-api:*:*:*/prod/*"],
  ])("%s is %s", (written, meant) => {
    expect(parse({ Resource: written }).statements[0]?.resources).toEqual({ except: false, patterns: [meant] });
    const { Resource: _resource, ...rest } = { ...statement, NotResource: ["arn:x", written] };
    const { statements } = parseResourcePolicy({ Statement: [rest] }, api);
    expect(statements[0]?.resources).toEqual({ except: true, patterns: ["arn:x", meant] });
  });

  test("stand in the partition and the region of the API", () => {
    const china = { partition: "aws-cn", region: "cn-north-1", accountId: "210987654321", apiId: "def" };
    const { statements, owner } = parse({ Resource: "execute-api:/prod/*" }, china);
    expect(statements[0]?.resources.patterns).toEqual(["arn:aws-cn:execute-api:cn-north-1:210987654321:def/prod/*"]);
    expect(owner).toBe("210987654321");
  });

  test("may be longer than those of an authorizer's policy", () => {
    const path = `/prod/GET/${"a".repeat(600)}`;
    const patterns = [`arn:aws:execute-api:eu-west-1:123456789012:abc${path}`];
    expect(parse({ Resource: `execute-api:${path}` }).statements[0]?.resources.patterns).toEqual(patterns);
  });

  test.each(["pets", "/prod/GET/pets", "execute-api:*", "execute-api:prod", "EXECUTE-API:/*", "", "?rn:aws:*"])(
    "are refused where they can be none: %j",
    (written) => {
      expect(() => parse({ Resource: ["execute-api:/*", written] })).toThrow(BadPolicy);
      expect(() => parse({ Resource: written })).toThrow(
        /Statement\[0\]\.Resource: expected an ARN, \* or execute-api:/,
      );
    },
  );
});

describe("the principals of a resource policy", () => {
  const root = "arn:aws:iam::123456789012:root";
  const user = "arn:aws:iam::123456789012:user/team/alice";
  const session = "arn:aws:sts::123456789012:assumed-role/developer/alice@example.com";
  test.each<[string, unknown, object[]]>([
    ["everybody", "*", [{ kind: "everybody" }]],
    ["everybody of AWS", { AWS: "*" }, [{ kind: "everybody" }]],
    ["an account by its number", { AWS: "123456789012" }, [{ kind: "account", accountId: "123456789012" }]],
    ["an account by its root", { AWS: [root] }, [{ kind: "account", accountId: "123456789012" }]],
    ["a user", { AWS: user }, [{ kind: "identity", arn: user }]],
    ["a session", { AWS: session }, [{ kind: "identity", arn: session }]],
    ["a service", { Service: "lambda.amazonaws.com" }, [{ kind: "unknown", name: "Service lambda.amazonaws.com" }]],
    ["a deleted user", { AWS: "AIDACKCEVSQ6C2EXAMPLE" }, [{ kind: "unknown", name: "AWS AIDACKCEVSQ6C2EXAMPLE" }]],
    [
      "several kinds",
      { AWS: [root, user], Federated: ["a", "b"], CanonicalUser: "c" },
      [
        { kind: "account", accountId: "123456789012" },
        { kind: "identity", arn: user },
        { kind: "unknown", name: "Federated a" },
        { kind: "unknown", name: "Federated b" },
        { kind: "unknown", name: "CanonicalUser c" },
      ],
    ],
  ])("are read: %s", (_what, written, named) => {
    expect(parse({ Principal: written }).statements[0]?.principals).toEqual({ except: false, named });
  });

  test("are exceptions as NotPrincipal", () => {
    const { statements } = parseResourcePolicy({ Statement: { ...nobody, NotPrincipal: { AWS: user } } }, api);
    expect(statements[0]?.principals).toEqual({ except: true, named: [{ kind: "identity", arn: user }] });
  });

  test.each<[string, object, RegExp]>([
    ["none", nobody, /either Principal or NotPrincipal, received neither/],
    ["both", { ...statement, NotPrincipal: { AWS: user } }, /received both/],
    ["an empty text", { ...statement, Principal: "" }, /Principal: expected "\*" or an object, received ""/],
    ["a bare account", { ...statement, Principal: "123456789012" }, /"\*" or an object/],
    ["an array", { ...statement, Principal: ["*"] }, /expected an object/],
    ["an empty object", { ...statement, Principal: {} }, /at least one principal/],
    ["an empty list", { ...statement, Principal: { AWS: [] } }, /at least one principal/],
    ["a number", { ...statement, Principal: { AWS: 123456789012 } }, /Principal\.AWS: expected strings/],
    ["a kind in another case", { ...statement, Principal: { aws: "*" } }, /"aws"/],
    ["an unknown kind", { ...statement, Principal: { Group: "x" } }, /"Group"/],
    ["a name with a wildcard", { ...statement, Principal: { AWS: `${user}*` } }, /without wildcards/],
    [
      "all users of an account",
      { ...statement, Principal: { AWS: "arn:aws:iam::123456789012:*" } },
      /without wildcards/,
    ],
    [
      "an account of another partition",
      { ...statement, Principal: { AWS: root.replace("aws", "aws-cn") } },
      /arn:aws:iam/,
    ],
    ["a user of another partition", { ...statement, Principal: { AWS: user.replace("aws", "aws-cn") } }, /arn:aws:iam/],
    ["an account with a slip", { ...statement, Principal: { AWS: "12345678901" } }, /an account/],
    ["a number with :root", { ...statement, Principal: { AWS: "123456789012:root" } }, /an account/],
    ["a name", { ...statement, Principal: { AWS: "alice" } }, /an account/],
    ["nobody but everybody", { ...nobody, NotPrincipal: "*" }, /NotPrincipal: expected principals by name/],
    ["everybody among the exceptions", { ...nobody, NotPrincipal: { AWS: [user, "*"] } }, /principals by name/],
  ])("are refused: %s", (_what, written, message) => {
    expect(() => parseResourcePolicy({ Statement: written }, api)).toThrow(BadPolicy);
    expect(() => parseResourcePolicy({ Statement: written }, api)).toThrow(message);
  });
});

test("the rest of a resource policy is read as of any policy", () => {
  expect(() => parse({ Effect: "allow" })).toThrow(/Effect: expected "Allow" or "Deny"/);
  expect(() => parse({ Condition: { Bool: { k: {} } } })).toThrow(/Condition\.Bool\.k/);
  expect(parse({ Sid: "s", Condition: { Bool: { k: true } } }).statements[0]).toMatchObject({
    sid: "s",
    effect: "Allow",
    actions: { except: false, patterns: ["execute-api:Invoke"] },
    conditions: [{ operator: "Bool", key: "k", values: ["true"] }],
  });
});
