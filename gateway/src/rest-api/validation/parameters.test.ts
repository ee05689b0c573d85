import { describe, expect, test } from "@jest/globals";
import type { RequiredParameter } from "../api.ts";
import type { Exchange } from "../exchange.ts";
import { requireParameters } from "./parameters.ts";

const parameters: readonly RequiredParameter[] = [
  { in: "querystring", name: "qs1" },
  { in: "header", name: "x-header-param" },
  { in: "path", name: "issuer" },
];

const given = (query: string, headers: readonly (readonly [string, string])[], pathParameters = {}, checked = true) =>
  ({
    route: { parameters, validator: { parameters: checked, body: false } },
    request: { query, headers },
    pathParameters,
  }) as unknown as Exchange;

const message = (exchange: Exchange) => {
  try {
    requireParameters(exchange);
    return null;
  } catch (error) {
    return (error as { overrides?: { message?: string } }).overrides?.message;
  }
};

describe("required parameters", () => {
  test.each([
    [given("", []), "Missing required request parameters: [x-header-param, issuer, qs1]"],
    [given("qs1=1", [["X-Header-Param", "1"]], { issuer: "a" }), null],
    [given("qs1=", [["x-header-param", "1"]], { issuer: "a" }), "Missing required request parameters: [qs1]"],
    [given("QS1=1", [["x-header-param", "1"]], { issuer: "a" }), "Missing required request parameters: [qs1]"],
    [
      given("qs1=1", [["x-header-param", ""]], { issuer: "a" }),
      "Missing required request parameters: [x-header-param]",
    ],
    [given("", [], {}, false), null],
  ])("case %#", (exchange, expected) => {
    expect(message(exchange)).toBe(expected);
  });
});
