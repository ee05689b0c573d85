import { expect, test } from "@jest/globals";
import { provesSameOrigin } from "./same-origin.ts";
import { requestEvent, tokenEvent } from "./testing/events.ts";

const origin = "https://app.example.com";

test.each<[string, Record<string, string | string[]>, boolean]>([
  ["the header alone, as a program sends it", { "X-CSRF": "1" }, true],
  ["the header in another case", { "x-csrf": "1" }, true],
  ["the header and our origin", { "X-CSRF": "1", Origin: origin, "Sec-Fetch-Site": "same-origin" }, true],
  ["nothing", {}, false],
  ["our origin without the header", { Origin: origin, "Sec-Fetch-Site": "same-origin" }, false],
  ["another value", { "X-CSRF": "true" }, false],
  ["the header twice", { "X-CSRF": ["1", "1"] }, false],
  ["a foreign origin", { "X-CSRF": "1", Origin: "https://evil.example" }, false],
  ["an origin that begins like ours", { "X-CSRF": "1", Origin: `${origin}.evil.example` }, false],
  ["our host with another scheme", { "X-CSRF": "1", Origin: "http://app.example.com" }, false],
  ["the origin null", { "X-CSRF": "1", Origin: "null" }, false],
  ["an empty origin", { "X-CSRF": "1", Origin: "" }, false],
  ["two origins", { "X-CSRF": "1", Origin: [origin, origin] }, false],
  ["a sibling site", { "X-CSRF": "1", "Sec-Fetch-Site": "same-site" }, false],
  ["a foreign site", { "X-CSRF": "1", "Sec-Fetch-Site": "cross-site" }, false],
  ["a click in the address bar", { "X-CSRF": "1", "Sec-Fetch-Site": "none" }, false],
])("with %s", (_what, headers, proven) => {
  expect(provesSameOrigin(requestEvent("POST", "/trades/1/settlement", headers), origin)).toBe(proven);
});

test("a TOKEN event carries no headers, so it proves nothing", () => {
  expect(provesSameOrigin(tokenEvent("Bearer x"), origin)).toBe(false);
});
