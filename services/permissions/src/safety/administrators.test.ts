import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { inCorp, type TestService, testService } from "../testing/service.ts";

let service: TestService;
beforeAll(async () => {
  service = await testService();
});
afterAll(() => service.close());

const corp = (
  users: Readonly<Record<string, readonly string[]>>,
  groups: Readonly<Record<string, readonly string[]>> = {},
) =>
  inCorp({
    permissions: {
      everything: "* /* Allow",
      "manage-users": "PUT /users/*/roles/* Allow",
      "no-roles": "PUT /users/*/roles/root Deny",
      trades: "GET /trades Allow",
    },
    roles: {
      root: { holds: ["everything"] },
      manager: { holds: ["manage-users"] },
      hindered: { holds: ["no-roles"] },
      trader: { holds: ["trades"] },
    },
    users,
    groups,
  });

/** One administrator, and somebody who may do all the same, by a group. */
const one = corp({ Corp_admin: ["manager"], Corp_alice: ["trader"] }, { roots: ["root"] });
const two = corp({ Corp_admin: ["manager"], Corp_other: ["root"] }, { roots: ["root"] });
const groups = ["roots"];
const soon = () => new Date(Date.now() + 86_400_000).toISOString();

const etagOf = async (path: string, role?: string) => {
  const { headers, text } = await service.send("Corp_root", `GET ${path}`, { groups });
  const found = JSON.parse(text).roles?.find(({ name }: { name: string }) => name === role);
  return String(found?.etag ?? headers.etag);
};

const ways: readonly [string, string, () => Promise<object>][] = [
  ["takes the role", "DELETE /users/Corp_admin/roles/manager", async () => ({})],
  ["removes the user", "DELETE /users/Corp_admin", async () => ({})],
  [
    "lets the grant end",
    "PUT /users/Corp_admin/roles/manager",
    async () => ({
      body: { endsAt: soon() },
      headers: { "If-Match": await etagOf("/users/Corp_admin/roles", "manager") },
    }),
  ],
  [
    "lets the grant begin later",
    "PUT /users/Corp_admin/roles/manager",
    async () => ({
      body: { startsAt: soon() },
      headers: { "If-Match": await etagOf("/users/Corp_admin/roles", "manager") },
    }),
  ],
  [
    "deletes the role",
    "DELETE /roles/manager",
    async () => ({ headers: { "If-Match": await etagOf("/roles/manager") } }),
  ],
  [
    "deletes the permission",
    "DELETE /permissions/manage-users",
    async () => ({ headers: { "If-Match": await etagOf("/permissions/manage-users") } }),
  ],
  [
    "narrows the permission",
    "PATCH /permissions/manage-users",
    async () => ({
      body: { resource: "/users/*/roles/trader" },
      headers: { "If-Match": await etagOf("/permissions/manage-users") },
    }),
  ],
  [
    "turns the permission around",
    "PATCH /permissions/manage-users",
    async () => ({ body: { effect: "Deny" }, headers: { "If-Match": await etagOf("/permissions/manage-users") } }),
  ],
  ["takes the permission from the role", "DELETE /roles/manager/permissions/manage-users", async () => ({})],
  ["gives the role a Deny of it", "PUT /roles/manager/permissions/no-roles", async () => ({})],
  ["gives the user a Deny of it", "PUT /users/Corp_admin/roles/hindered", async () => ({})],
];

describe("the last administrator stays, whoever", () => {
  test.each(ways)("%s", async (_case, request, sent) => {
    await service.arrange(one);
    const before = (await service.admin.raw("select count(*)::int as made from audit.changes")).rows;
    const refused = await service.send("Corp_root", request, { groups, ...(await sent()) });
    expect([refused.status, JSON.parse(refused.text).detail]).toEqual([
      409,
      expect.stringMatching(/without an administrator/),
    ]);
    expect((await service.admin.raw("select count(*)::int as made from audit.changes")).rows).toEqual(before);
    // The control: where there is another one, the same is done.
    await service.arrange(two);
    expect((await service.send("Corp_root", request, { groups, ...(await sent()) })).status).toBeLessThan(300);
  });

  test("and who is none may go", async () => {
    await service.arrange(one);
    expect((await service.send("Corp_root", "DELETE /users/Corp_alice", { groups })).status).toBe(204);
  });

  test("a tenant that has none can be changed", async () => {
    await service.arrange(corp({ Corp_alice: ["trader"] }, { roots: ["root"] }));
    expect((await service.send("Corp_root", "DELETE /users/Corp_alice", { groups })).status).toBe(204);
    expect((await service.send("Corp_root", "PUT /users/Corp_alice/roles/root", { groups })).status).toBe(204);
  });
});

test("of two that are removed at once, by each other, one stays", async () => {
  for (let round = 0; round < 5; round++) {
    await service.arrange(two);
    const answers = await Promise.all([
      service.send("Corp_other", "DELETE /users/Corp_admin/roles/manager"),
      service.send("Corp_admin", "DELETE /users/Corp_other/roles/root"),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
  }
});
