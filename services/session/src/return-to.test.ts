import { expect, test } from "@jest/globals";
import { returnPath } from "./return-to.ts";

const site = "http://localhost:8080";

test.each([
  "/",
  "/app/",
  "/app/trades?id=1&x=%20#row-2",
  "/a//b",
  "/authors",
  "/a/b@c",
  "/?u=http://elsewhere.example",
])("%s is a place to return to", (path) => {
  expect(returnPath(path, site)).toBe(path);
});

test.each<[unknown]>([
  [undefined],
  [""],
  ["app"],
  ["https://evil.example/"],
  ["http://localhost:8080/app/"],
  ["//evil.example"],
  ["///evil.example"],
  ["/\\evil.example"],
  ["\\/evil.example"],
  ["/\t/evil.example"],
  ["/\n/evil.example"],
  ["\t//evil.example"],
  [" //evil.example"],
  ["/.//evil.example"],
  ["/..//evil.example"],
  ["/x/..//evil.example"],
  ["/%2e//evil.example"],
  ["javascript:alert(1)"],
  ["data:text/html,x"],
  ["/a\r\nSet-Cookie: x=1"],
  ["/\u00e4"],
  ["/\u0000"],
  ["/auth/logout"],
  ["/auth/login?return_to=/auth/login"],
  ["/x/../auth/login"],
  ["/%2e%2e/auth/login"],
  [["/app/a", "/app/b"]],
  [{ a: "/app/" }],
  [`/${"x".repeat(3_000)}`],
])("%j is not; the start page is", (wanted) => {
  expect(returnPath(wanted, site)).toBe("/app/");
});
