import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { routesIn } from "./routes-in.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "routes-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const read = (definition: unknown) => {
  const file = join(folder, "api.yaml");
  writeFileSync(file, typeof definition === "string" ? definition : JSON.stringify(definition));
  return routesIn(file);
};

const api = (paths: object, more: object = {}) => ({ openapi: "3.0.3", ...more, paths });
const guarded = { security: [{ authorizer: [] }] };
const open = { security: [] };

describe("the routes of an OpenAPI file", () => {
  test("are its operations, in its order", () => {
    expect(
      read(api({ "/b/{id}": { parameters: [], summary: "B", get: guarded, delete: guarded }, "/a": { put: open } })),
    ).toEqual([
      { method: "DELETE", path: "/b/{id}", open: false },
      { method: "GET", path: "/b/{id}", open: false },
      { method: "PUT", path: "/a", open: true },
    ]);
  });

  test("of version 2.0 as well", () => {
    expect(read({ swagger: "2.0", paths: { "/a": { get: guarded } } })).toEqual([
      { method: "GET", path: "/a", open: false },
    ]);
  });

  test("are every method where any is meant, but as a method's own operation says", () => {
    const any = read(api({ "/{proxy+}": { "x-amazon-apigateway-any-method": guarded, options: open } }));
    expect(any).toHaveLength(7);
    expect(any.filter((route) => route.open)).toEqual([{ method: "OPTIONS", path: "/{proxy+}", open: true }]);
  });

  test.each<[string, object, object, boolean]>([
    ["says nothing, nor does the root", {}, {}, true],
    ["says nothing, and the root guards", {}, guarded, false],
    ["is open, and the root guards", open, guarded, true],
    ["is guarded by IAM", { "x-amazon-apigateway-auth": { type: "AWS_IAM" } }, {}, false],
    ["is guarded by nothing in words", { "x-amazon-apigateway-auth": { type: "NONE" } }, {}, true],
  ])("an operation that %s", (_case, operation, root, expected) => {
    expect(read(api({ "/a": { get: operation } }, root))).toEqual([{ method: "GET", path: "/a", open: expected }]);
  });

  test("leave extensions beside paths alone", () => {
    expect(read(api({ "x-note": "about paths", "/a": { get: open } }))).toHaveLength(1);
  });

  test.each<[string, unknown, RegExp]>([
    ["another version", { openapi: "4.0.0", paths: {} }, /api\.yaml .*\n.*line 1, openapi: expected openapi: 3\.x\.x/],
    ["no paths", "openapi: 3.0.3\npaths: 7\n", /line 2, paths: expected members, received 7/],
    ["a path that is a list", "openapi: 3.0.3\npaths:\n  /a: []\n", /line 3, paths\.\/a: expected members/],
    ["no YAML", "{", /not valid YAML/],
  ])("are not read from a file with %s", (_case, definition, fault) => {
    expect(() => read(definition)).toThrow(fault);
  });

  test("of this project's API are guarded, but for signing in and health", () => {
    const routes = routesIn(new URL("../../../config/api.yaml", import.meta.url).pathname);
    expect(routes).toContainEqual({ method: "GET", path: "/trades/{tradeId}", open: false });
    expect(routes).toContainEqual({ method: "GET", path: "/auth/login", open: true });
  });
});
