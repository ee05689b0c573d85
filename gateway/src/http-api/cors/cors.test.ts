import { describe, expect, test } from "@jest/globals";
import type { Cors } from "../api.ts";
import { finished } from "../finished.ts";
import { requestOf } from "../testing/exchange.ts";
import { corsHeaders } from "./cors-headers.ts";
import { preflight } from "./preflight.ts";

const cors: Cors = {
  allowOrigins: ["https://app.example.com", "http://*"],
  allowMethods: ["GET", "POST"],
  allowHeaders: ["authorization", "*"],
  exposeHeaders: ["x-total"],
  maxAge: 600,
  allowCredentials: true,
};
const from = (origin: string | null, method = "GET") =>
  requestOf({ method, headers: origin === null ? [] : [["Origin", origin]] });

describe("a page may read an answer", () => {
  test.each<[string, Partial<Cors>, string | undefined, string | null]>([
    ["of an origin that is named", {}, "https://app.example.com", "https://app.example.com"],
    ["of a scheme that is allowed", {}, "http://localhost:5173", "http://localhost:5173"],
    ["of any origin", { allowOrigins: ["*"] }, "https://evil.example", "*"],
    ["of another origin: no", {}, "https://evil.example", null],
    ["of an origin that only begins like it: no", {}, "https://app.example.com.evil.example", null],
    ["of an origin with another port: no", {}, "https://app.example.com:8443", null],
    ["of no origin: no", {}, "null", null],
    ["that is none: no", {}, undefined, null],
    ["that is none where all are allowed: no", { allowOrigins: ["*"] }, undefined, null],
    ["where none is allowed: no", { allowOrigins: [] }, "https://app.example.com", null],
  ])("%s", (_what, changes, origin, allowed) => {
    const headers = Object.fromEntries(corsHeaders({ ...cors, ...changes }, origin));
    expect(headers["access-control-allow-origin"] ?? null).toBe(allowed);
    if (allowed === null) expect(headers).toEqual({});
  });

  test("with these headers", () => {
    expect(corsHeaders(cors, "https://app.example.com")).toEqual([
      ["access-control-allow-origin", "https://app.example.com"],
      ["access-control-allow-credentials", "true"],
      ["access-control-expose-headers", "x-total"],
    ]);
    expect(corsHeaders({ ...cors, allowCredentials: false, exposeHeaders: [] }, "https://app.example.com")).toEqual([
      ["access-control-allow-origin", "https://app.example.com"],
    ]);
  });
});

describe("a preflight", () => {
  const id = ["apigw-requestid", "ZhNHJhhLjoEEPiw="];

  test("says what a page may send", () => {
    expect(preflight(cors, from("https://app.example.com", "OPTIONS"))).toEqual({
      status: 204,
      headers: [
        ["access-control-allow-origin", "https://app.example.com"],
        ["access-control-allow-methods", "GET,POST"],
        ["access-control-allow-headers", "authorization,*"],
        ["access-control-max-age", "600"],
        ["access-control-allow-credentials", "true"],
        id,
      ],
      body: null,
    });
  });

  test.each([["https://evil.example"], [null]])("says nothing to %s", (origin) => {
    expect(preflight(cors, from(origin, "OPTIONS"))).toEqual({ status: 204, headers: [id], body: null });
  });

  test.each<[Cors | null, string]>([
    [null, "OPTIONS"],
    [cors, "GET"],
  ])("is none: %j with %s", (given, method) => {
    expect(preflight(given, from("https://app.example.com", method))).toBeNull();
  });
});

describe("a backend's own CORS headers", () => {
  const answer = {
    status: 200,
    headers: [
      ["access-control-allow-origin", "*"],
      ["etag", "e"],
    ] as const,
    body: null,
  };
  test.each<[string, Cors | null, string | null, [string, string][]]>([
    [
      "give way to the API's",
      cors,
      "http://a",
      [
        ["access-control-allow-origin", "http://a"],
        ["access-control-allow-credentials", "true"],
        ["access-control-expose-headers", "x-total"],
      ],
    ],
    ["do not help another origin", cors, "https://evil.example", []],
    ["stay where the API has none", null, "https://evil.example", [["access-control-allow-origin", "*"]]],
  ])("%s", (_what, given, origin, expected) => {
    const { headers } = finished(answer, from(origin), given);
    expect(headers.filter(([name]) => name.startsWith("access-control-"))).toEqual(expected);
    expect(headers).toContainEqual(["etag", "e"]);
  });
});

test("every answer names its request once, whatever the backend says", () => {
  const answer = { status: 200, headers: [["apigw-requestid", "spoofed"]] as const, body: null };
  expect(finished(answer, requestOf(), null).headers).toEqual([["apigw-requestid", "ZhNHJhhLjoEEPiw="]]);
});
