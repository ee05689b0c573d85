import { describe, expect, test } from "@jest/globals";
import { requestToken } from "./request-token.ts";
import { requestEvent, tokenEvent } from "./testing/events.ts";
import { Unauthorized } from "./unauthorized.ts";

const token = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIxIn0.${"s".repeat(342)}`;
const other = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiIyIn0.${"s".repeat(342)}`;
const read = (headers: Record<string, string | string[]>) => requestToken(requestEvent("GET", "/trades", headers));

describe("a token is taken from", () => {
  test.each<[string, Record<string, string | string[]>, string]>([
    ["Authorization", { Authorization: `Bearer ${token}` }, "authorization"],
    ["Authorization in another case", { authorization: `Bearer ${token}` }, "authorization"],
    [
      "Authorization before the cookie",
      { Authorization: `Bearer ${token}`, Cookie: `__Host-access=${other}` },
      "authorization",
    ],
    ["the cookie", { Cookie: `a=1; __Host-access=${token}; b=2` }, "cookie"],
    [
      "the parts of the cookie",
      { Cookie: `__Host-access.1=${token.slice(99)}; __Host-access=${token.slice(0, 99)}` },
      "cookie",
    ],
    ["several Cookie headers", { Cookie: ["a=1", `__Host-access=${token}`] }, "cookie"],
  ])("%s", (_where, headers, from) => {
    expect(read(headers)).toEqual({ token, from });
  });

  test("headers alone, where an event has no multiValueHeaders", () => {
    const { multiValueHeaders: _, ...event } = requestEvent("GET", "/", { Authorization: `Bearer ${token}` });
    expect(requestToken({ ...event, multiValueHeaders: null })).toEqual({ token, from: "authorization" });
  });

  test("a TOKEN event", () => {
    expect(requestToken(tokenEvent(`Bearer ${token}`))).toEqual({ token, from: "authorization" });
  });
});

describe("a request is refused with", () => {
  test.each<[string, Record<string, string | string[]>]>([
    ["nothing", {}],
    ["an empty Authorization", { Authorization: "" }],
    ["another scheme, although a cookie would do", { Authorization: "Basic YTpi", Cookie: `__Host-access=${token}` }],
    ["a lower-case scheme", { Authorization: `bearer ${token}` }],
    ["two spaces", { Authorization: `Bearer  ${token}` }],
    ["no scheme", { Authorization: token }],
    ["two Authorization headers", { Authorization: [`Bearer ${token}`, `Bearer ${token}`] }],
    ["two Authorization headers in two cases", { Authorization: `Bearer ${token}`, authorization: `Bearer ${token}` }],
    ["two tokens in one header", { Authorization: `Bearer ${token}, Bearer ${token}` }],
    ["two parts", { Authorization: `Bearer ${token.split(".").slice(0, 2).join(".")}` }],
    ["four parts", { Authorization: `Bearer ${token}.${"s".repeat(100)}` }],
    ["five parts, an encrypted token", { Authorization: `Bearer a1.b2.c3.d4.${"s".repeat(100)}` }],
    ["no signature", { Authorization: "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0." }],
    ["padding", { Authorization: `Bearer ${token}==` }],
    ["white space in the signature", { Authorization: `Bearer ${token.slice(0, -4)} ${token.slice(-4)}` }],
    ["a newline at the end", { Authorization: `Bearer ${token}\n` }],
    ["standard base64", { Authorization: `Bearer ${token.replace("s".repeat(4), "+/+/")}` }],
    ["more than 8 KB", { Authorization: `Bearer ${token}${"s".repeat(8 * 1024)}` }],
    ["the cookie twice", { Cookie: `__Host-access=${token}; __Host-access=${token}` }],
    ["the cookie in two headers", { Cookie: [`__Host-access=${token}`, `__Host-access=${other}`] }],
    ["the cookie in another case", { Cookie: `__host-access=${token}` }],
    ["the cookie behind a no-break space", { Cookie: `\u00a0__Host-access=${token}` }],
    ["a cookie that lacks a part", { Cookie: `__Host-access=${token.slice(0, 9)}; __Host-access.2=${token.slice(9)}` }],
    ["the token in another cookie", { Cookie: `__Host-id=${token}; access_token=${token}` }],
  ])("%s", (_what, headers) => {
    expect(() => read(headers)).toThrow(Unauthorized);
    expect(() => read(headers)).toThrow(/^Unauthorized$/);
  });

  test("the token in the query", () => {
    const event = {
      ...requestEvent(),
      queryStringParameters: { access_token: token },
      multiValueQueryStringParameters: { access_token: [token] },
    };
    expect(() => requestToken(event)).toThrow(Unauthorized);
  });
});
