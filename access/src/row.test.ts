import { describe, expect, test } from "@jest/globals";
import { parseRow } from "./row.ts";

const plain = {
  who: "alice@example.com",
  method: "GET",
  path: "/trades/1",
  expected: "allow",
  at: null,
  groups: [],
  attributes: {},
};

describe("a row", () => {
  test.each<[string, object]>([
    ["alice@example.com  GET /trades/1  allow", {}],
    ["  alice@example.com GET\t/trades/1   deny ", { expected: "deny" }],
    ["CorpSAML_alice@example.com GET /trades/1 allow", { who: "CorpSAML_alice@example.com" }],
    ["alice@example.com GET /a%20b/:c(1);d allow", { path: "/a%20b/:c(1);d" }],
    ["alice@example.com GET /trades/1 allow at 2027-01-01T01:00:00+01:00", { at: Date.UTC(2027, 0, 1) }],
    ["alice@example.com GET /trades/1 allow in traders,clerks", { groups: ["traders", "clerks"] }],
    [
      "alice@example.com GET /trades/1 allow with custom:account=7 in traders at 2027-01-01T00:00:00Z with sub=a=b",
      { at: Date.UTC(2027, 0, 1), groups: ["traders"], attributes: { "custom:account": "7", sub: "a=b" } },
    ],
  ])("%s", (text, members) => {
    expect(parseRow(text)).toEqual({ ...plain, ...members });
  });

  test.each([
    ["", /expected a row such as/],
    ["alice@example.com GET /trades/1", /expected a row such as .*received alice@example.com GET/],
    ["alice@example.com FETCH /trades/1 allow", /one of the methods GET.*received FETCH/],
    ["alice@example.com * /trades/1 allow", /one of the methods/],
    ["alice@example.com get /trades/1 allow", /received get/],
    ["alice@example.com GET trades allow", /expected the path of a request.*received trades/],
    ["alice@example.com GET /trades?a=b allow", /without a query/],
    ["alice@example.com GET /trades/{tradeId} allow", /such as \/trades\/1/],
    ["alice@example.com GET /trades/* allow", /such as \/trades\/1/],
    ["alice@example.com GET /trades/1 allowed", /expected allow or deny, received allowed/],
    ["alice@example.com GET /trades/1 allow on Monday", /expected at, in or with, received the word on/],
    ["alice@example.com GET /trades/1 allow toString x", /received the word toString/],
    ["alice@example.com GET /trades/1 allow at", /a value behind the word at/],
    ["alice@example.com GET /trades/1 allow at 2027-01-01", /an instant such as.*received 2027-01-01/],
    ["alice@example.com GET /trades/1 allow at 2027-02-30T00:00:00Z", /an instant/],
    ["alice@example.com GET /trades/1 allow in traders, clerks", /groups with commas/],
    ["alice@example.com GET /trades/1 allow in a in b", /expected in once/],
    ["alice@example.com GET /trades/1 allow with account", /an attribute such as custom:account=7/],
    ["alice@example.com GET /trades/1 allow with a=1 with a=2", /expected with a once/],
  ])("is none: %s", (text, message) => {
    expect(() => parseRow(text)).toThrow(message);
  });
});
