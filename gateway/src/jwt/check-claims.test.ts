import { describe, expect, test } from "@jest/globals";
import { BadToken } from "./bad-token.ts";
import { checkClaims, scopesIn } from "./check-claims.ts";

const issuer = "https://issuer.example.com";
const now = 1_800_000_000;
const good = { iss: issuer, aud: "client", exp: now + 1, iat: now, nbf: now };
const check = (changes: Readonly<Record<string, unknown>>) =>
  checkClaims({ ...good, ...changes }, { issuer, audiences: ["other", "client"] }, now);

describe("claims hold:", () => {
  test.each<[string, Record<string, unknown>]>([
    ["the usual ones", {}],
    ["one audience of several", { aud: ["x", "client"] }],
    ["no audience but a client", { aud: undefined, client_id: "client" }],
    ["an audience beside another client", { client_id: "stranger" }],
    ["no iat and no nbf", { iat: undefined, nbf: undefined }],
    ["times with fractions", { exp: now + 0.1, iat: now - 0.1 }],
  ])("%s", (_what, changes) => {
    expect(() => check(changes)).not.toThrow();
  });
});

const [wrongIssuer, wrongAudience, expired] = [
  "issuer does not match",
  "the token does not have a valid audience",
  "the token has expired",
];

describe("claims do not hold:", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["another issuer", { iss: "https://evil.example.com" }, wrongIssuer],
    ["a slash behind the issuer", { iss: `${issuer}/` }, wrongIssuer],
    ["another case of the issuer", { iss: issuer.toUpperCase() }, wrongIssuer],
    ["an array with the issuer", { iss: [issuer] }, wrongIssuer],
    ["no issuer", { iss: undefined }, wrongIssuer],
    ["another audience", { aud: "stranger" }, wrongAudience],
    ["a part of the audience", { aud: "clien" }, wrongAudience],
    ["other audiences", { aud: ["a", "b"] }, wrongAudience],
    ["an empty list of audiences", { aud: [] }, wrongAudience],
    ["an object as audience", { aud: { client: true } }, wrongAudience],
    ["an audience of null, whatever the client is", { aud: null, client_id: "client" }, wrongAudience],
    ["another audience, although the client fits", { aud: "stranger", client_id: "client" }, wrongAudience],
    ["another client", { aud: undefined, client_id: "stranger" }, wrongAudience],
    ["a list of clients", { aud: undefined, client_id: ["client"] }, wrongAudience],
    ["neither audience nor client", { aud: undefined }, wrongAudience],
    ["expired this very second", { exp: now }, expired],
    ["expired long ago", { exp: 1 }, expired],
    ["no exp", { exp: undefined }, expired],
    ["exp as a text", { exp: String(now + 3600) }, expired],
    ["an endless exp", JSON.parse('{"exp":1e999}'), expired],
    ["not yet valid", { nbf: now + 1 }, "the token is not valid yet"],
    ["nbf as a text", { nbf: "0" }, "the token is not valid yet"],
    ["issued in the future", { iat: now + 1 }, "the token is used before issued"],
    ["iat of null", { iat: null }, "the token is used before issued"],
    ["everything wrong: the issuer comes first", { iss: "x", aud: "y", exp: 0 }, wrongIssuer],
    ["audience and time wrong: the audience comes first", { aud: "y", exp: 0 }, wrongAudience],
  ])("%s", (_what, changes, description) => {
    expect(() => check(changes)).toThrow(BadToken);
    expect(() => check(changes)).toThrow(expect.objectContaining({ description }));
  });
});

test.each<[Record<string, unknown>, string[]]>([
  [{ scope: "openid email" }, ["openid", "email"]],
  [{ scope: " openid  email " }, ["openid", "email"]],
  [{ scope: ["openid", 1, "email"] }, ["openid", "email"]],
  [{ scp: ["read"] }, ["read"]],
  [{ scp: "read write" }, ["read", "write"]],
  [{ scope: "openid", scp: ["admin"] }, ["openid"]],
  [{ scope: "" }, []],
  [{ scope: { admin: true } }, []],
  [{}, []],
])("the scopes of %j are %j", (claims, expected) => {
  expect(scopesIn(claims)).toEqual(expected);
});
