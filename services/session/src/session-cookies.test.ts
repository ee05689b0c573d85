import { readCookies, wholeCookieOf } from "@gatehouse/http/cookies.ts";
import { describe, expect, test } from "@jest/globals";
import { noCookies, setCookie, TokensTooLong, tokenCookies } from "./session-cookies.ts";

const none = readCookies(undefined);
const pair = (line: string) => line.slice(0, line.indexOf(";"));
const asSent = (lines: string[]) =>
  readCookies(
    lines
      .filter((line) => !line.includes("Max-Age=0"))
      .map(pair)
      .join("; "),
  );

test("a cookie has every attribute that __Host- and httpOnly sessions need, and no Domain", () => {
  expect(setCookie("__Host-session", "a-b_c", 59.9)).toBe(
    "__Host-session=a-b_c; Max-Age=59; Path=/; HttpOnly; Secure; SameSite=Lax",
  );
});

describe("tokens", () => {
  test.each<[number, number, string[]]>([
    [900, 1_500, ["__Host-access", "__Host-id"]],
    [900, 3_800, ["__Host-access", "__Host-id"]],
    [900, 3_801, ["__Host-access", "__Host-id", "__Host-id.1"]],
    [3_900, 4_000, ["__Host-access", "__Host-access.1", "__Host-id", "__Host-id.1"]],
  ])("of %d and %d characters are read back from %j", (access, id, names) => {
    const tokens = { accessToken: "a".repeat(access), idToken: `${"i".repeat(id - 1)}x` };
    const lines = tokenCookies(tokens, 3600, none);
    expect(lines.map((line) => line.split("=")[0])).toEqual(names);
    for (const line of lines) expect(pair(line).length - 1).toBeLessThanOrEqual(4_096);
    const jar = asSent(lines);
    expect(wholeCookieOf(jar, "__Host-access")).toBe(tokens.accessToken);
    expect(wholeCookieOf(jar, "__Host-id")).toBe(tokens.idToken);
  });

  test("that got shorter take the parts of the longer ones with them", () => {
    const before = readCookies("__Host-id=a; __Host-id.1=b; __Host-id.2=c; __Host-access=d; other.1=e");
    const lines = tokenCookies({ accessToken: "a", idToken: "i".repeat(4_000) }, 3600, before);
    expect(lines.filter((line) => line.includes("Max-Age=0")).map(pair)).toEqual(["__Host-id.2="]);
  });

  test.each([
    [4_000, 4_000, false],
    [4_000, 4_200, true],
    [1, 9_000, true],
  ])("of %d and %d characters are too long to be sent: %s", (access, id, tooLong) => {
    const set = () => tokenCookies({ accessToken: "a".repeat(access), idToken: "i".repeat(id) }, 3600, none);
    if (tooLong) expect(set).toThrow(TokensTooLong);
    else expect(set).not.toThrow();
  });
});

test("nothing is left after a sign-out", () => {
  const jar = readCookies("__Host-id=a; __Host-id.1=b; __Host-access=c; __Host-signin=d; other=e");
  expect(noCookies(jar).map(pair).sort()).toEqual(["__Host-access=", "__Host-id.1=", "__Host-id=", "__Host-session="]);
  for (const line of noCookies(jar)) expect(line).toContain("; Max-Age=0; Path=/; HttpOnly; Secure; SameSite=Lax");
});
