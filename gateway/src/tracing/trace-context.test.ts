import { describe, expect, test } from "@jest/globals";
import { traceContextIn, traceStateIn, withTraceContext } from "./trace-context.ts";

// The examples of https://www.w3.org/TR/trace-context/#examples-of-http-traceparent-headers
const traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
const spanId = "00f067aa0ba902b7";
const valid = `00-${traceId}-${spanId}-01`;

describe("traceparent", () => {
  test.each([
    [valid, 1],
    [`00-${traceId}-${spanId}-00`, 0],
    [`00-${traceId}-${spanId}-ff`, 1],
    [`cc-${traceId}-${spanId}-01`, 1],
    [`cc-${traceId}-${spanId}-01-what-the-future-will-be-like`, 1],
  ])("%s is continued", (value, traceFlags) => {
    expect(traceContextIn([["Traceparent", value]])).toEqual({ traceId, spanId, traceFlags });
  });

  test.each([
    ["an empty one", ""],
    ["a forbidden version", `ff-${traceId}-${spanId}-01`],
    ["a version of one digit", `0-${traceId}-${spanId}-01`],
    ["a trace of zeros", `00-${"0".repeat(32)}-${spanId}-01`],
    ["a parent of zeros", `00-${traceId}-${"0".repeat(16)}-01`],
    ["capital letters", `00-${traceId.toUpperCase()}-${spanId}-01`],
    ["a short trace", `00-${traceId.slice(1)}-${spanId}-01`],
    ["a long parent", `00-${traceId}-${spanId}0-01`],
    ["no flags", `00-${traceId}-${spanId}`],
    ["more than version 00 has", `${valid}-more`],
    ["more than any version has", `cc-${traceId}-${spanId}-01.more`],
    ["something in front", `x${valid}`],
    ["something behind", `${valid}\u0000`],
  ])("%s is none", (_what, value) => {
    expect(traceContextIn([["traceparent", value]])).toBeNull();
  });

  test("several are none", () => {
    const twice = [valid, valid].map((value) => ["traceparent", value] as const);
    expect(traceContextIn(twice)).toBeNull();
    expect(traceContextIn(twice.slice(1))).not.toBeNull();
    expect(traceContextIn([])).toBeNull();
  });
});

test("tracestate is one list in however many headers", () => {
  const headers = [
    ["tracestate", "rojo=00f067aa0ba902b7"],
    ["Tracestate", "congo=t61rcWkgMzE"],
  ] as const;
  expect(traceStateIn(headers)).toBe("rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");
});

describe("the gateway's own span is the parent of what follows", () => {
  const state = ["Tracestate", "rojo=1"] as const;
  const other = ["X-Other", "1"] as const;

  test("in a trace that a client began, with what was noted about it", () => {
    const own = { traceId, spanId: "b7ad6b7169203331", traceFlags: 1 };
    expect(withTraceContext([["Traceparent", valid], state, other], own)).toEqual([
      state,
      other,
      ["traceparent", `00-${traceId}-b7ad6b7169203331-01`],
    ]);
  });

  test.each([
    ["without one of a client", []],
    ["instead of one that is none", [["traceparent", "00-evil"] as const]],
  ])("%s, and what was noted about another trace ends here", (_what, given) => {
    const own = { traceId: "0af7651916cd43dd8448eb211c80319c", spanId, traceFlags: 0 };
    expect(withTraceContext([...given, state, other], own)).toEqual([
      other,
      ["traceparent", `00-0af7651916cd43dd8448eb211c80319c-${spanId}-00`],
    ]);
  });
});
