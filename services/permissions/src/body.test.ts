import { InvalidInput } from "@gatehouse/http/problem.ts";
import { describe, expect, test } from "@jest/globals";
import type { Request } from "express";
import { readJson } from "./body.ts";
import { UnsupportedMediaType } from "./failures.ts";

const request = (body: unknown, type: string | undefined = "application/json") =>
  ({ get: () => type, body }) as unknown as Request;

describe("a body", () => {
  test("is read as UTF-8", () => {
    expect(readJson(request(Buffer.from('{"name":"zoë"}')))).toEqual({ name: "zoë" });
  });

  test.each([
    ["a byte that never occurs", Buffer.from([0x22, 0xff, 0x22])],
    ["an overlong form", Buffer.from([0x22, 0xc0, 0xaf, 0x22])],
    ["a surrogate", Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ["Latin-1", Buffer.from('"zoë"', "latin1")],
  ])("that is not UTF-8 is refused: %s", (_case, body) => {
    expect(() => readJson(request(body))).toThrow("expected UTF-8");
  });

  test("with a byte order mark is refused", () => {
    expect(() => readJson(request(Buffer.from("\uFEFF{}")))).toThrow(InvalidInput);
  });

  test("that is missing is refused", () => {
    expect(() => readJson(request(undefined))).toThrow("expected JSON");
  });

  test("of no type is refused", () => {
    const untyped = { get: () => undefined, body: Buffer.from("{}") } as unknown as Request;
    expect(() => readJson(untyped)).toThrow(UnsupportedMediaType);
  });
});
