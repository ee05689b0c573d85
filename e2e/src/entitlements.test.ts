import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { call, until } from "./api.ts";
import { signIn, tokenIn } from "./sign-in.ts";

const dave = "CorpSAML_dave@example.com";
const named = (what: string) => `${what}-${randomUUID().slice(0, 8)}`;

describe("entitlements", () => {
  let admin: string;
  let user: string;
  beforeAll(async () => {
    [admin, user] = (await Promise.all(
      ["bob@example.com", "dave@example.com"].map(async (person) => tokenIn(await signIn(person), "access")),
    )) as [string, string];
  });
  const asAdmin = (method: string, path: string, json?: unknown) =>
    call(method, path, { token: admin, ...(json === undefined ? {} : { json }) });
  const asUser = (method: string, path: string) => call(method, path, { token: user });

  test("a user without roles is refused everywhere", async () => {
    for (const [method, path] of [
      ["GET", "/trades"],
      ["GET", `/users/${dave}/roles`],
      ["POST", "/roles"],
    ] as const)
      expect((await asUser(method, path)).status).toBe(403);
  });

  test("a new permission and a new role let a user through, and taking either away refuses again", async () => {
    const [role, permission] = [named("reader"), named("read-one")];
    expect((await asAdmin("POST", "/roles", { name: role })).status).toBe(201);
    const made = await asAdmin("POST", "/permissions", {
      name: permission,
      method: "GET",
      resource: "/trades/2",
      effect: "Allow",
    });
    expect(made.status).toBe(201);
    expect((await asAdmin("PUT", `/roles/${role}/permissions/${permission}`)).status).toBe(204);
    expect((await asAdmin("PUT", `/users/${dave}/roles/${role}`)).status).toBe(204);

    expect((await until(200, () => asUser("GET", "/trades/2"), 1_000)).status).toBe(200);
    expect((await asUser("GET", "/trades/3")).status).toBe(403);
    expect((await asUser("POST", "/trades/2/settlement")).status).toBe(403);

    const roles = await asAdmin("GET", `/users/${dave}/roles`);
    expect(roles.body).toContain(role);
    const permissions = await asAdmin("GET", `/users/${dave}/permissions`);
    expect(permissions.body).toContain(permission);

    expect((await asAdmin("DELETE", `/roles/${role}/permissions/${permission}`)).status).toBe(204);
    expect((await until(403, () => asUser("GET", "/trades/2"), 1_000)).status).toBe(403);
    expect((await asAdmin("PUT", `/roles/${role}/permissions/${permission}`)).status).toBe(204);
    expect((await until(200, () => asUser("GET", "/trades/2"), 1_000)).status).toBe(200);
    expect((await asAdmin("DELETE", `/users/${dave}/roles/${role}`)).status).toBe(204);
    expect((await until(403, () => asUser("GET", "/trades/2"), 1_000)).status).toBe(403);
  });

  test.each([
    ["a role without a name", "POST", "/roles", {}, 400],
    ["a role with an unknown member", "POST", "/roles", { name: "x", admin: true }, 400],
    ["a role that exists", "POST", "/roles", { name: "trader" }, 409],
    [
      "a permission with an unknown effect",
      "POST",
      "/permissions",
      { name: "p", method: "GET", resource: "/x", effect: "allow" },
      400,
    ],
    [
      "a permission that exists",
      "POST",
      "/permissions",
      { name: "list-trades", method: "GET", resource: "/trades", effect: "Allow" },
      409,
    ],
    ["an unknown role for a user", "PUT", `/users/${dave}/roles/no-such-role`, undefined, 404],
    ["an unknown permission for a role", "PUT", "/roles/trader/permissions/no-such-permission", undefined, 404],
  ])("%s is refused, with the field and the reason", async (_case, method, path, json, status) => {
    const answer = await asAdmin(method, path, json);
    expect(answer.status).toBe(status);
    expect(answer.header("content-type")).toContain("application/problem+json");
  });

  test("PUT and DELETE may be repeated", async () => {
    const role = named("repeated");
    expect((await asAdmin("POST", "/roles", { name: role })).status).toBe(201);
    for (const method of ["PUT", "PUT", "DELETE", "DELETE"])
      expect((await asAdmin(method, `/users/${dave}/roles/${role}`)).status).toBe(204);
  });
});
