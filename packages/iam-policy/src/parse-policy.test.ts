import { describe, expect, test } from "@jest/globals";
import { BadPolicy, parsePolicy } from "./parse-policy.ts";

const statement = { Effect: "Allow", Action: "execute-api:Invoke", Resource: "*" };
const policy = (changes: object) => ({ Version: "2012-10-17", Statement: [{ ...statement, ...changes }] });
const without = (name: keyof typeof statement) => {
  const { [name]: _left, ...rest } = statement;
  return { Statement: [rest] };
};

describe("a policy document", () => {
  test.each<[string, unknown]>([
    ["the usual one", policy({})],
    ["without a version", { Statement: [statement] }],
    ["one statement without an array", { Version: "2012-10-17", Statement: statement }],
    ["no statement", { Version: "2012-10-17", Statement: [] }],
    ["no resource", policy({ Resource: [] })],
    ["arrays", policy({ Action: ["a:B", "c:*"], Resource: ["*", "arn:*"] })],
    ["an id, a sid and a principal", { Id: "x", ...policy({ Sid: "y", Principal: "*" }) }],
    [
      "conditions",
      policy({ Condition: { Bool: { "aws:SecureTransport": true }, IpAddress: { "aws:SourceIp": ["::/0"] } } }),
    ],
    ["512 characters of resource", policy({ Resource: "a".repeat(512) })],
  ])("is accepted: %s", (_what, document) => {
    expect(() => parsePolicy(document)).not.toThrow();
  });

  test("NotAction and NotResource are read as exceptions", () => {
    const document = { Statement: { Effect: "Deny", NotAction: "a:*", NotResource: ["x"] } };
    expect(parsePolicy(document).statements[0]).toMatchObject({
      actions: { except: true, patterns: ["a:*"] },
      resources: { except: true, patterns: ["x"] },
    });
  });

  test.each<[string, unknown, RegExp]>([
    ["null", null, /the policy: expected an object, received null/],
    ["a string", JSON.stringify(policy({})), /the policy: expected an object/],
    ["an array", [policy({})], /the policy: expected an object/],
    ["an HTTP answer", { statusCode: 401 }, /"statusCode"/],
    ["no Statement", { Version: "2012-10-17" }, /Statement: expected/],
    ["a lower-case version", { version: "2012-10-17", Statement: [statement] }, /"version"/],
    ["a lower-case statement", { Version: "2012-10-17", statement: [statement] }, /"statement"/],
    ["a lower-case effect", { Statement: [{ effect: "Allow", Action: "*", Resource: "*" }] }, /"effect"/],
    ["an unknown version", { Version: "2012-10-18", Statement: [] }, /Version/],
    ["a null statement", { Statement: null }, /Statement\[0\]/],
    ["an effect in lower case", policy({ Effect: "allow" }), /Effect: expected "Allow" or "Deny", received "allow"/],
    ["an empty effect", policy({ Effect: "" }), /Effect/],
    ["no effect", without("Effect"), /Effect.*received nothing/],
    ["no action", without("Action"), /either Action or NotAction, received neither/],
    ["no resource member", without("Resource"), /either Resource or NotResource, received neither/],
    ["both of a pair", policy({ NotResource: "x" }), /received both/],
    ["both of a pair, one empty", policy({ Action: "", NotAction: "x" }), /either Action or NotAction, received both/],
    ["a sid that is no text", policy({ Sid: 1 }), /Sid: expected a string, received 1/],
    ["a number as action", policy({ Action: 1 }), /Action: expected strings/],
    ["a null resource", policy({ Resource: null }), /Resource: expected strings/],
    ["an object as resource", policy({ Resource: [{}] }), /Resource: expected strings/],
    ["an exception of nothing", { Statement: { Effect: "Allow", Action: "*", NotResource: [] } }, /NotResource/],
    ["513 characters of resource", policy({ Resource: "a".repeat(513) }), /at most 512 characters, received 513/],
    [
      "a long exception",
      { Statement: { Effect: "Deny", Action: "*", NotResource: "a".repeat(513) } },
      /\.NotResource: .*512/,
    ],
    ["a condition that is no object", policy({ Condition: "x" }), /Condition/],
    ["a condition on an object", policy({ Condition: { Bool: { k: {} } } }), /Condition\.Bool\.k/],
    [
      "__proto__",
      JSON.parse('{"Statement":[{"__proto__":{"Effect":"Allow"},"Action":"*","Resource":"*"}]}'),
      /__proto__/,
    ],
  ])("is refused: %s", (_what, document, message) => {
    const parse = () => parsePolicy(document);
    expect(parse).toThrow(BadPolicy);
    expect(parse).toThrow(message);
  });
});

test.each<[unknown, (string | number)[]]>([
  [null, []],
  [{ Statement: [], Version: 1 }, ["Version"]],
  [{ Statement: [statement, { ...statement, Effect: "allow" }] }, ["Statement", 1, "Effect"]],
  [policy({ Condition: { Bool: { "aws:k": {} } } }), ["Statement", 0, "Condition", "Bool", "aws:k"]],
])("a fault knows its place: %j", (document, place) => {
  const fault = (() => {
    try {
      return parsePolicy(document);
    } catch (error) {
      return error;
    }
  })();
  expect(fault).toMatchObject({ name: "BadPolicy", place });
});
