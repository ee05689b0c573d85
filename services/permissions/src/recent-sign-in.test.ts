import { expect, test } from "@jest/globals";
import { requireRecentSignIn } from "./recent-sign-in.ts";

const now = 1_767_225_600;
const asked = (authTime: number | undefined) => () =>
  requireRecentSignIn({ actor: "a", groups: [], authTime, requestId: "r", sourceIp: undefined }, now * 1_000);

test.each([now, now - 900, now + 30])("a sign-in at %d is recent", (authTime) => {
  expect(asked(authTime)).not.toThrow();
});

test.each([now - 901, 0, now + 3_600, undefined])("one at %p is not", (authTime) => {
  expect(asked(authTime)).toThrow(/sign in again/);
});
