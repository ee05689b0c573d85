import { describe, expect, test } from "@jest/globals";
import type { Request, Response } from "express";
import { callerOf } from "./caller.ts";

const response = { locals: { requestId: "r" } } as Response;
const from = (headers: Record<string, string>) =>
  callerOf({ get: (name: string) => headers[name] } as unknown as Request, response);
const user = { "x-user-id": "CorpSAML_bob@example.com" };

describe("the caller", () => {
  test("is who the gateway says", () => {
    const headers = { ...user, "x-user-groups": '["staff","\\u674e"]', "x-user-auth-time": "1767225600" };
    expect(from({ ...headers, "x-forwarded-for": "203.0.113.9, 192.0.2.1" })).toEqual({
      actor: "CorpSAML_bob@example.com",
      groups: ["staff", "李"],
      authTime: 1_767_225_600,
      requestId: "r",
      sourceIp: "192.0.2.1",
    });
  });

  test.each([{}, { "x-user-groups": "", "x-user-auth-time": "" }])(
    "may have no groups and no known sign-in",
    (more) => {
      expect(from({ ...user, ...more })).toMatchObject({ groups: [], authTime: undefined, sourceIp: undefined });
    },
  );

  test.each([
    [{}, "X-User-Id"],
    [{ "x-user-id": "x".repeat(257) }, "X-User-Id"],
    [{ ...user, "x-user-groups": "staff" }, "X-User-Groups"],
    [{ ...user, "x-user-groups": '{"a":1}' }, "X-User-Groups"],
    [{ ...user, "x-user-groups": "[1]" }, "X-User-Groups"],
    [{ ...user, "x-user-groups": '["a"], ["root"]' }, "X-User-Groups"],
    [{ ...user, "x-user-auth-time": "-1" }, "X-User-Auth-Time"],
    [{ ...user, "x-user-auth-time": "1e9" }, "X-User-Auth-Time"],
    [{ ...user, "x-user-auth-time": "1, 2" }, "X-User-Auth-Time"],
  ])("%o is refused", (headers, field) => {
    expect(() => from(headers)).toThrow(new RegExp(`^${field}: expected`));
  });
});
