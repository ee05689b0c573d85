import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { inCorp, type Sent, type TestService, testService } from "./testing/service.ts";

let service: TestService;
beforeAll(async () => {
  service = await testService();
});
afterAll(() => service.close());

/** Corp_admin may give everything but what is frozen; Corp_helper may give trades by delegation, and reads no more than users. */
const corp = inCorp({
  permissions: {
    everything: "* /* Allow",
    "read-trades": "GET /trades/* Allow",
    "settle-trades": "POST /trades/*/settlement Allow",
    "read-one": "GET /trades/1 Allow",
    secrets: "GET /secrets/* Allow",
    frozen: "* /trades/frozen* Deny",
    own: "GET /users/${user.username}/* Allow",
    "change-users": "* /users* Allow",
  },
  roles: {
    root: { holds: ["everything"] },
    helper: { holds: ["change-users"], delegates: ["read-trades", "frozen", "own"] },
    reader: { holds: ["read-trades"] },
    careful: { holds: ["read-trades", "frozen"] },
    keeper: { holds: ["secrets"] },
    self: { holds: ["own"] },
    lender: { delegates: ["secrets"] },
    empty: {},
    icy: { holds: ["everything", "frozen"] },
  },
  users: {
    Corp_admin: ["root"],
    Corp_helper: ["helper"],
    Corp_icy: ["icy"],
    Corp_careful: ["careful"],
    Corp_both: ["careful", "reader"],
    Corp_both_keeper: ["careful", "keeper"],
  },
  groups: { staff: ["reader"], helpers: ["helper"] },
});
beforeEach(() => service.arrange(corp));

const etagOf = async (path: string) => {
  const answer = await service.send("Corp_admin", `GET ${path}`);
  return String(answer.headers.etag ?? JSON.parse(answer.text).roles?.[0]?.etag);
};
const matching = async (path: string, sent: Sent = {}): Promise<Sent> => ({
  ...sent,
  headers: { "If-Match": await etagOf(path) },
});

const denials = async (): Promise<object[]> =>
  (
    await service.admin.raw(
      "select actor, action, subject, tenant from audit.changes where decision = 'denied' order by id",
    )
  ).rows;

describe("who may give what", () => {
  test.each<[string, string, string, number]>([
    ["a role within one's own rights", "Corp_admin", "PUT /users/Corp_x/roles/keeper", 204],
    ["a role whose permissions are delegated", "Corp_helper", "PUT /users/Corp_x/roles/reader", 204],
    ["a role with a Deny that comes along", "Corp_helper", "PUT /users/Corp_x/roles/careful", 204],
    ["a role with a variable that is delegated", "Corp_helper", "PUT /users/Corp_x/roles/self", 204],
    ["a role beyond one's own rights", "Corp_helper", "PUT /users/Corp_x/roles/keeper", 403],
    ["the role of somebody higher", "Corp_helper", "PUT /users/Corp_x/roles/root", 403],
    ["a role that delegates beyond", "Corp_helper", "PUT /users/Corp_x/roles/lender", 403],
    ["nothing, without any right", "Corp_nobody", "PUT /users/Corp_x/roles/reader", 403],
    ["a role that holds nothing", "Corp_nobody", "PUT /users/Corp_x/roles/empty", 204],
    ["a role without the Deny that one has", "Corp_icy", "PUT /users/Corp_x/roles/reader", 403],
    ["a role with the Deny that one has", "Corp_icy", "PUT /users/Corp_x/roles/careful", 204],
    ["oneself a role", "Corp_admin", "PUT /users/Corp_admin/roles/keeper", 403],
    ["oneself an empty role", "Corp_admin", "PUT /users/Corp_admin/roles/empty", 403],
    ["a group a role within one's rights", "Corp_admin", "PUT /groups/others/roles/keeper", 204],
    ["a group a role beyond them", "Corp_helper", "PUT /groups/others/roles/keeper", 403],
    ["a role a permission within one's rights", "Corp_admin", "PUT /roles/reader/permissions/secrets", 204],
    ["a role a permission beyond them", "Corp_helper", "PUT /roles/reader/permissions/secrets", 403],
    ["a role that nobody has a permission beyond", "Corp_helper", "PUT /roles/empty/permissions/secrets", 403],
    ["one's own role a permission", "Corp_helper", "PUT /roles/helper/permissions/read-trades", 403],
    ["a role the right to give", "Corp_admin", "PUT /roles/reader/delegations/secrets", 204],
    ["a role the right to give what one may not", "Corp_helper", "PUT /roles/reader/delegations/secrets", 403],
    ["one's own role the right to give", "Corp_helper", "PUT /roles/helper/delegations/secrets", 403],
    ["a Deny to anybody", "Corp_helper", "PUT /roles/reader/permissions/frozen", 204],
  ])("%s: %s %s %d", async (_case, actor, request, status) => {
    const answer = await service.send(actor, request);
    expect([answer.status, answer.status === 403 ? JSON.parse(answer.text).detail : ""]).toEqual([
      status,
      status === 403 ? expect.stringMatching(/^You may not/) : "",
    ]);
  });

  test("nothing to a group that one is in, and no role that one has by a group", async () => {
    const groups = ["staff", "helpers"];
    expect((await service.send("Corp_admin", "PUT /groups/staff/roles/keeper", { groups })).status).toBe(403);
    expect((await service.send("Corp_admin", "PUT /roles/helper/permissions/secrets", { groups })).status).toBe(403);
    expect((await service.send("Corp_admin", "PUT /groups/staff/roles/keeper")).status).toBe(204);
    expect((await service.send("Corp_admin", "PUT /roles/helper/permissions/secrets")).status).toBe(204);
  });

  test("by a group what its roles delegate", async () => {
    const asked = (groups: readonly string[]) => service.send("Corp_x", "PUT /users/Corp_y/roles/reader", { groups });
    expect((await asked([])).status).toBe(403);
    expect((await asked(["helpers"])).status).toBe(204);
  });

  test("no longer than one has it", async () => {
    const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    await service.admin.raw(
      "update entitlements.user_roles set ends_at = now() + interval '10 days' where username = 'Corp_helper'",
    );
    const given = (body: object) => service.send("Corp_helper", "PUT /users/Corp_x/roles/reader", { body });
    expect((await given({})).status).toBe(403);
    expect((await given({ endsAt: at(11) })).status).toBe(403);
    expect((await given({ endsAt: at(9) })).status).toBe(204);
    await service.admin.raw(
      "update entitlements.user_roles set starts_at = now() - interval '2 days', ends_at = now() - interval '1 day' where username = 'Corp_helper'",
    );
    expect(
      (await service.send("Corp_helper", "PUT /users/Corp_y/roles/reader", { body: { endsAt: at(1) } })).status,
    ).toBe(403);
  });

  test("and what is refused is recorded, with nothing else", async () => {
    await service.send("Corp_helper", "PUT /users/Corp_x/roles/keeper");
    expect((await denials()).at(-1)).toEqual({
      actor: "Corp_helper",
      action: "AssignRole",
      subject: "user/Corp_x",
      tenant: "corp",
    });
    expect((await service.admin.raw("select from entitlements.user_roles where username = 'Corp_x'")).rows).toEqual([]);
    const before = (await denials()).length;
    await service.send("Corp_admin", "PUT /users/Corp_x/roles/keeper");
    expect(await denials()).toHaveLength(before);
  });
});

describe("who may take what", () => {
  test.each<[string, string, string, number]>([
    ["a role that only allows", "Corp_nobody", "DELETE /users/Corp_both/roles/reader", 204],
    ["a role whose Deny stood in nobody's way", "Corp_nobody", "DELETE /groups/staff/roles/reader", 204],
    ["a Deny of what one may give", "Corp_helper", "DELETE /users/Corp_both/roles/careful", 204],
    ["a Deny of what one may not give", "Corp_nobody", "DELETE /users/Corp_both/roles/careful", 403],
    ["a Deny that others' Allows meet", "Corp_nobody", "DELETE /roles/careful/permissions/frozen", 403],
    ["that Deny by who may give all", "Corp_admin", "DELETE /roles/careful/permissions/frozen", 204],
    ["one's own role", "Corp_helper", "DELETE /users/Corp_helper/roles/helper", 403],
    ["a permission of one's own role", "Corp_icy", "DELETE /roles/icy/permissions/frozen", 403],
    ["a delegation of one's own role", "Corp_helper", "DELETE /roles/helper/delegations/own", 403],
  ])("%s: %s %s %d", async (_case, actor, request, status) => {
    expect((await service.send(actor, request)).status).toBe(status);
  });

  test("all of a user's roles, with the Denies that meet what groups allow", async () => {
    const taken = (actor: string) => service.send(actor, "DELETE /users/Corp_careful");
    expect((await taken("Corp_nobody")).status).toBe(403);
    expect((await taken("Corp_careful")).status).toBe(403);
    expect((await taken("Corp_helper")).status).toBe(204);
  });
});

describe("what may be edited", () => {
  test.each<[string, string, string, object, number]>([
    ["a permission within one's rights", "Corp_admin", "secrets", { resource: "/secrets/all/*" }, 200],
    ["to something narrower", "Corp_nobody", "secrets", { resource: "/secrets/1" }, 200],
    ["to something wider", "Corp_helper", "secrets", { resource: "/*" }, 403],
    ["to another method", "Corp_helper", "secrets", { method: "*" }, 403],
    ["from Deny to Allow", "Corp_nobody", "frozen", { effect: "Allow" }, 403],
    ["a Deny to a narrower one", "Corp_nobody", "frozen", { resource: "/trades/frozen/1" }, 403],
    ["a Deny to a wider one", "Corp_nobody", "frozen", { resource: "/trades/*" }, 200],
    ["an Allow to a Deny", "Corp_nobody", "secrets", { effect: "Deny" }, 200],
    ["a permission that one holds", "Corp_helper", "change-users", { resource: "/users/1" }, 403],
    ["what nobody holds", "Corp_nobody", "read-one", { resource: "/*" }, 200],
  ])("%s: %s %s %o %d", async (_case, actor, name, body, status) => {
    const path = `/permissions/${name}`;
    expect((await service.send(actor, `PATCH ${path}`, await matching(path, { body }))).status).toBe(status);
  });

  test.each<[string, string, string, number]>([
    ["a role that one has", "Corp_helper", "/roles/helper", 403],
    ["a role that one does not have", "Corp_nobody", "/roles/reader", 204],
    ["a role with a Deny that others' Allows meet", "Corp_nobody", "/roles/careful", 403],
    ["a permission that one holds", "Corp_helper", "/permissions/change-users", 403],
    ["a permission that one does not hold", "Corp_nobody", "/permissions/secrets", 204],
    ["a Deny that others' Allows meet", "Corp_nobody", "/permissions/frozen", 403],
  ])("deleting %s: %s %s %d", async (_case, actor, path, status) => {
    expect((await service.send(actor, `DELETE ${path}`, await matching(path))).status).toBe(status);
  });

  test("the description of a role that one has is not one's own to change", async () => {
    const described = async (actor: string) =>
      (
        await service.send(
          actor,
          "PATCH /roles/helper",
          await matching("/roles/helper", { body: { description: "x" } }),
        )
      ).status;
    expect(await described("Corp_helper")).toBe(403);
    expect(await described("Corp_nobody")).toBe(200);
  });
});

describe("what cannot be undone", () => {
  test.each(["/roles/reader", "/permissions/secrets", "/users/Corp_both"])(
    "needs a recent sign-in: %s",
    async (path) => {
      const sent = path.startsWith("/users") ? {} : await matching(path);
      for (const signedIn of [901, null, -3_600]) {
        const refused = await service.send("Corp_admin", `DELETE ${path}`, { ...sent, signedIn });
        expect(refused.status).toBe(403);
        expect(JSON.parse(refused.text).detail).toMatch(/sign in again/);
      }
      expect((await service.send("Corp_admin", `DELETE ${path}`, { ...sent, signedIn: 890 })).status).toBe(204);
    },
  );
});
