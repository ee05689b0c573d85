import { describe, expect, test } from "@jest/globals";
import { mapAttributes, type PoolAttribute, type ProfileOptions } from "./profile.ts";

const schema: PoolAttribute[] = [
  { name: "email", required: true, mutable: true },
  { name: "custom:groups", required: false, mutable: true, maxLength: 2_048 },
  { name: "custom:tenant", required: false, mutable: false },
  { name: "custom:desk", required: false, mutable: true, maxLength: 5 },
];
const mapping = {
  email: "mail",
  given_name: "gn",
  "custom:groups": "groups",
  "custom:tenant": "tenant",
  "custom:desk": "desk",
};

const options = (sent: Record<string, string[]>, change: Partial<ProfileOptions> = {}): ProfileOptions => ({
  provider: "CorpSAML",
  caseSensitive: true,
  schema,
  mapping,
  assertion: { nameId: "alice@example.com", attributes: new Map(Object.entries(sent)) },
  existing: null,
  ...change,
});

const attributesAfter = (sent: Record<string, string[]>, change: Partial<ProfileOptions> = {}) =>
  Object.fromEntries(mapAttributes(options(sent, change)).attributes);

const known = new Map([
  ["email", "old@example.com"],
  ["email_verified", "true"],
  ["given_name", "Alice"],
  ["custom:cost", "7"],
]);

describe("username", () => {
  const username = (nameId: string, caseSensitive = true, provider = "CorpSAML") =>
    mapAttributes({
      ...options({ mail: ["a@b.c"] }),
      provider,
      caseSensitive,
      assertion: { nameId, attributes: new Map([["mail", ["a@b.c"]]]) },
    }).username;

  test.each<[string, boolean, string]>([
    ["Alice@Example.com", true, "CorpSAML_Alice@Example.com"],
    ["Alice@Example.com", false, "corpsaml_alice@example.com"],
    ["a".repeat(119), true, `CorpSAML_${"a".repeat(119)}`],
  ])("%s, case-sensitive %s", (nameId, caseSensitive, result) => expect(username(nameId, caseSensitive)).toBe(result));

  test("129 characters are refused in Cognito's words", () => {
    const long = `CorpSAML_${"a".repeat(120)}`;
    expect(() => username("a".repeat(120))).toThrow(
      expect.objectContaining({
        code: "SAML_USERNAME_TOO_LONG",
        wire: `Error in SAML response processing: 1 validation error detected: Value '${long}' at 'userName' failed to satisfy constraint: Member must have length less than or equal to 128`,
      }),
    );
  });
});

describe("values", () => {
  test.each<[string, string[], string]>([
    ["one stands as it is", ["Trading, London [desk 1]"], "Trading, London [desk 1]"],
    ["several make a list", ["staff", "traders"], "[staff,traders]"],
    [
      "a list's members are encoded as in a form",
      ["a b", "c,d", "[e]", "f.-*_", "ü+~'()!"],
      "[a+b,c%2Cd,%5Be%5D,f.-*_,%C3%BC%2B%7E%27%28%29%21]",
    ],
    ["2,048 characters", ["x".repeat(2_048)], "x".repeat(2_048)],
  ])("%s", (_name, groups, value) => expect(attributesAfter({ mail: ["a@b.c"], groups })["custom:groups"]).toBe(value));

  test("what is not mapped, or mapped by a friendly name only, does not arrive", () => {
    expect(attributesAfter({ mail: ["a@b.c"], other: ["x"], given_name: ["y"] })).toEqual({
      email: "a@b.c",
      email_verified: "false",
    });
  });
});

describe("email_verified", () => {
  const verified = { ...mapping, email_verified: "ev" };
  test.each<[string, Record<string, string[]>, Record<string, string>, string | undefined]>([
    ["false when it is not mapped", { mail: ["a@b.c"] }, mapping, "false"],
    ["false when it is not sent", { mail: ["a@b.c"] }, verified, "false"],
    ["true when the provider says so", { mail: ["a@b.c"], ev: ["true"] }, verified, "true"],
    ["true in capitals too", { mail: ["a@b.c"], ev: ["True"] }, verified, "true"],
    ["false for anything else", { mail: ["a@b.c"], ev: ["yes"] }, verified, "false"],
  ])("%s", (_name, sent, mapping, value) => expect(attributesAfter(sent, { mapping }).email_verified).toBe(value));

  test("is set anew with the address", () =>
    expect(attributesAfter({ mail: ["a@b.c"] }, { existing: known }).email_verified).toBe("false"));
  test("stays with the address that stays", () =>
    expect(attributesAfter({}, { existing: known }).email_verified).toBe("true"));
});

describe("a later sign-in", () => {
  test.each<[string, Record<string, string[]>, Record<string, string>]>([
    [
      "keeps what is not sent",
      { mail: ["new@example.com"] },
      { email: "new@example.com", email_verified: "false", given_name: "Alice", "custom:cost": "7" },
    ],
    [
      "clears what is sent blank",
      { mail: ["new@example.com"], gn: [" "] },
      { email: "new@example.com", email_verified: "false", "custom:cost": "7" },
    ],
    [
      "clears what is sent without a value",
      { mail: ["new@example.com"], gn: [] },
      { email: "new@example.com", email_verified: "false", "custom:cost": "7" },
    ],
    [
      "overwrites what is sent",
      { gn: ["Alicia"] },
      { email: "old@example.com", email_verified: "true", given_name: "Alicia", "custom:cost": "7" },
    ],
  ])("%s", (_name, sent, result) => expect(attributesAfter(sent, { existing: known })).toEqual(result));
});

describe("refusals", () => {
  const received = "Invalid SAML response received: Invalid user attributes:";
  const processing = "Error in SAML response processing: Invalid user attributes:";
  const unmapped = { mapping: { given_name: "gn" } };
  const tenant = new Map([...known, ["custom:tenant", "acme"]]);
  test.each<[string, Record<string, string[]>, Partial<ProfileOptions>, string, string]>([
    ["required, not sent at first", {}, {}, "SAML_ATTRIBUTE_REQUIRED", `${received} email: The attribute is required`],
    [
      "required, blank at first",
      { mail: [""] },
      {},
      "SAML_ATTRIBUTE_REQUIRED",
      `${received} email: The attribute is required`,
    ],
    [
      "required, not mapped",
      { mail: ["a@b.c"] },
      unmapped,
      "SAML_ATTRIBUTE_REQUIRED",
      `${received} email: The attribute is required`,
    ],
    [
      "required, blank later",
      { mail: [""] },
      { existing: known },
      "SAML_ATTRIBUTE_REQUIRED_DELETED",
      `${received} email: Required attribute cannot be deleted`,
    ],
    [
      "immutable, changed later",
      { mail: ["a@b.c"], tenant: ["evil"] },
      { existing: tenant },
      "SAML_ATTRIBUTE_IMMUTABLE",
      `${processing} custom:tenant: Attribute cannot be updated`,
    ],
    [
      "immutable, sent later as it was",
      { mail: ["a@b.c"], tenant: ["acme"] },
      { existing: tenant },
      "SAML_ATTRIBUTE_IMMUTABLE",
      `${processing} custom:tenant: Attribute cannot be updated`,
    ],
    [
      "immutable, never set and sent later",
      { mail: ["a@b.c"], tenant: ["acme"] },
      { existing: known },
      "SAML_ATTRIBUTE_IMMUTABLE",
      `${processing} custom:tenant: Attribute cannot be updated`,
    ],
    [
      "too long for any attribute",
      { mail: ["a@b.c"], gn: ["x".repeat(2_049)] },
      {},
      "SAML_ATTRIBUTE_TOO_LONG",
      `${processing} given_name: String must be no longer than 2048 characters`,
    ],
    [
      "too long as a list",
      { mail: ["a@b.c"], groups: Array(300).fill("group-000") },
      {},
      "SAML_ATTRIBUTE_TOO_LONG",
      `${processing} custom:groups: String must be no longer than 2048 characters`,
    ],
    [
      "too long for this one",
      { mail: ["a@b.c"], desk: ["x".repeat(6)] },
      {},
      "SAML_ATTRIBUTE_TOO_LONG",
      `${processing} custom:desk: String must be no longer than 5 characters`,
    ],
  ])("%s", (_name, sent, change, code, wire) =>
    expect(() => mapAttributes(options(sent, change))).toThrow(expect.objectContaining({ code, wire })),
  );

  test("control: immutable, at first", () =>
    expect(attributesAfter({ mail: ["a@b.c"], tenant: ["acme"] })["custom:tenant"]).toBe("acme"));
  test("control: immutable, not sent later", () =>
    expect(attributesAfter({ mail: ["a@b.c"] }, { existing: tenant })["custom:tenant"]).toBe("acme"));
  test("control: as long as this one may be", () =>
    expect(attributesAfter({ mail: ["a@b.c"], desk: ["xxxxx"] })["custom:desk"]).toBe("xxxxx"));
});
