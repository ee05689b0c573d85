import { InvalidInput } from "@gatehouse/http/problem.ts";
import { describe, expect, test } from "@jest/globals";
import { readQuery } from "./query.ts";

describe("a query", () => {
  test.each([
    ["/roles", {}],
    ["/roles?", {}],
    ["/roles?limit=5&search=a+b%2Bc", { limit: "5", search: "a b+c" }],
    ["/roles?cursor=a=b", { cursor: "a=b" }],
    ["/roles?search=", { search: "" }],
    ["/roles?search=zo%C3%AB", { search: "zoë" }],
  ])("%s is read", (url, query) => {
    expect(readQuery(url)).toEqual(query);
  });

  test("has a parameter several times where it may be", () => {
    expect(readQuery("/x?group=a&group=b&limit=1", ["group"])).toEqual({ group: ["a", "b"], limit: "1" });
    expect(readQuery("/x?group=a", ["group"])).toEqual({ group: ["a"] });
  });

  test.each([
    ["/roles?limit=1&limit=2", "limit"],
    ["/roles?limit=1&li%6Dit=2", "limit"],
    ["/roles?limit", "limit"],
    ["/roles?search=%ZZ", "search"],
    ["/roles?search=%C3%28", "search"],
    ["/roles?search=%00", "search"],
    ["/roles?search=a%0Ab", "search"],
    ["/roles?%ED%A0%80=1", "%ED%A0%80"],
  ])("%s is refused", (url, field) => {
    expect(() => readQuery(url)).toThrow(InvalidInput);
    expect(() => readQuery(url)).toThrow(new RegExp(`^${field}: expected`));
  });
});
