import { describe, expect, test } from "@jest/globals";
import { BadCookie, cookieOf, readCookies, wholeCookieOf } from "./cookies.ts";

const name = "__Host-access";

describe("a cookie", () => {
  test.each<[string, string | undefined, string | undefined]>([
    ["alone", "__Host-access=a.b.c", "a.b.c"],
    ["among others", "x=1; __Host-access=a; y=2", "a"],
    ["without the space after the semicolon", "x=1;__Host-access=a", "a"],
    ["with = in its value", "__Host-access=a=b==", "a=b=="],
    ["empty", "__Host-access=", ""],
    ["not decoded", "__Host-access=%61", "%61"],
    ["missing", "x=1", undefined],
    ["of a request without cookies", undefined, undefined],
    ["in another case", "__host-access=a", undefined],
    ["behind a no-break space", "\u00a0__Host-access=a", undefined],
    ["behind =", "=__Host-access=a", undefined],
    ["named like an object's own", "__proto__=a", undefined],
  ])("%s", (_what, header, value) => {
    expect(cookieOf(readCookies(header), name)).toBe(value);
  });

  test("that was sent twice is refused", () => {
    expect(() => cookieOf(readCookies("__Host-access=a; x=1; __Host-access=a"), name)).toThrow(BadCookie);
  });
});

describe("a cookie in parts", () => {
  test.each<[string, string, string | undefined]>([
    ["one", "__Host-access=a", "a"],
    ["two", "__Host-access=a; __Host-access.1=b", "ab"],
    ["three, not in order", "__Host-access.2=c; __Host-access=a; __Host-access.1=b", "abc"],
    ["none", "__Host-accessory=a; __Host-access.x=b", undefined],
  ])("of %s", (_what, header, value) => {
    expect(wholeCookieOf(readCookies(header), name)).toBe(value);
  });

  test.each([
    ["the first part missing", "__Host-access.1=b"],
    ["a gap", "__Host-access=a; __Host-access.2=c"],
    ["a part twice", "__Host-access=a; __Host-access.1=b; __Host-access.1=b"],
    ["an index in another spelling", "__Host-access=a; __Host-access.01=b"],
  ])("with %s is refused", (_what, header) => {
    expect(() => wholeCookieOf(readCookies(header), name)).toThrow(BadCookie);
  });
});
