import { describe, expect, test } from "@jest/globals";
import { resourceFor, type User } from "./variables.ts";

const user: User = {
  username: "CorpSAML_alice@example.com",
  sub: "d209f6ce-2eb3-4e9b-b929-e66dcec8de0a",
  attributes: { email: "alice@example.com", "custom:account": "A-17", sub: "another", username: "another", empty: "" },
};

const withAccount = (account: string): User => ({ ...user, attributes: { "custom:account": account } });

describe("a variable stands for the user's value", () => {
  test.each([
    ["/users/${user.username}/roles", "/users/CorpSAML_alice@example.com/roles"],
    ["/users/${user.sub}", "/users/d209f6ce-2eb3-4e9b-b929-e66dcec8de0a"],
    ["/mail/${user.email}/*", "/mail/alice@example.com/*"],
    ["/accounts/${user.custom:account}/?/${user.custom:account}", "/accounts/A-17/?/A-17"],
    ["/accounts/x${user.custom:account}y", "/accounts/xA-17y"],
    ["/prices/$1", "/prices/$1"],
    ["*", "*"],
  ])("%s: %s", (resource, expected) => {
    expect(resourceFor({ effect: "Allow", resource }, user)).toBe(expected);
    expect(resourceFor({ effect: "Deny", resource }, user)).toBe(expected);
  });
});

describe("without a value an Allow speaks of nothing and a Deny of everything that could stand there", () => {
  test.each(["${user.custom:desk}", "${user.constructor}", "${user.toString}", "${user.empty}"])("%s", (variable) => {
    expect(resourceFor({ effect: "Allow", resource: `/a/${variable}/*` }, user)).toBeUndefined();
    expect(resourceFor({ effect: "Deny", resource: `/a/${variable}/b` }, user)).toBe("/a/*/b");
  });

  test("also where another variable has one", () => {
    const resource = "/${user.email}/${user.custom:desk}";
    expect(resourceFor({ effect: "Allow", resource }, user)).toBeUndefined();
    expect(resourceFor({ effect: "Deny", resource }, user)).toBe("/alice@example.com/*");
  });
});

describe("a value that would not mean itself counts as none", () => {
  test.each([
    ...'*?$%/\\ ;#{}[]|^`<>"é\n\u0000',
    "a*",
    "*",
    "a/b",
    "..",
    ".",
    "%2a",
    "a b",
    "${user.sub}",
    "$&",
    "$1",
    "xxx\n",
  ])("%j", (value) => {
    const resource = "/accounts/${user.custom:account}";
    expect(resourceFor({ effect: "Allow", resource }, withAccount(value))).toBeUndefined();
    expect(resourceFor({ effect: "Deny", resource }, withAccount(value))).toBe("/accounts/*");
  });

  test.each(["a", "A-17", "a.b", "...", "..a", "a@b", "a:b", "(a)", "a+b", "~", "a=b", "a,b", "it's", "a&b", "!"])(
    "%j is itself",
    (value) => {
      const resource = "/accounts/${user.custom:account}";
      expect(resourceFor({ effect: "Allow", resource }, withAccount(value))).toBe(`/accounts/${value}`);
      expect(resourceFor({ effect: "Deny", resource }, withAccount(value))).toBe(`/accounts/${value}`);
    },
  );
});
