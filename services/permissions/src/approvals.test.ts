import { readFileSync } from "node:fs";
import type { Answer } from "@gatehouse/http/testing/ask.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { inCorp, type Sent, type TestService, testService } from "./testing/service.ts";

const [admin, second, third, clerk] = ["Corp_admin", "Corp_second", "Corp_third", "Corp_clerk"];
let service: TestService;

beforeAll(async () => {
  service = await testService();
});
afterAll(() => service.close());

const initial = inCorp({
  permissions: {
    all: "* /* Allow",
    read: "GET /trades/* Allow",
    users: "PUT /users/*/roles/reader Allow",
    "see-roles": "GET /roles* Allow",
    "no-roles": "* /roles* Deny",
    approve: "* /approvals* Allow",
  },
  roles: {
    chief: { holds: ["all"] },
    helper: { holds: ["users"] },
    giver: { holds: ["read"], delegates: ["users"] },
    reader: { holds: ["read"] },
    viewer: { holds: ["see-roles"] },
    barred: { holds: ["no-roles"] },
    approver: { holds: ["read", "approve"] },
  },
  users: {
    [admin]: ["chief"],
    [second]: ["chief"],
    [third]: ["chief"],
    [clerk]: ["approver"],
    Corp_alice: ["reader"],
    Corp_eve: ["chief", "barred"],
  },
});
const demanding = (approvals: "none" | "required") =>
  service.admin("entitlements.tenants").where({ name: "corp" }).update({ approvals });

beforeEach(async () => {
  await service.arrange(`${initial}
    insert into entitlements.roles (tenant, name) values ('other', 'chief');
    insert into entitlements.permissions values ('all', '*', '/*', 'Allow', 'other');
    insert into entitlements.role_permissions values ('chief', 'all', 'other');
    insert into entitlements.user_roles (tenant, username, role, granted_by) values ('other', 'Other_admin', 'chief', 'setup');`);
  await demanding("required");
});

const send = (by: string, request: string, sent?: Sent) => service.send(by, request, sent);
const json = ({ text }: Answer) => JSON.parse(text);

const rolesOf = async (user: string) =>
  (await service.admin("entitlements.user_roles").where({ username: user }).orderBy("role").pluck("role")) as string[];

/** The tenant's records since the mark. */
let marked = 0;
const mark = async () => {
  marked = Number((await service.admin("audit.changes").max("id as id").first())?.id ?? 0);
};
const audited = async (): Promise<{ action: string; actor: string; decision: string; on_behalf: string | null }[]> =>
  await service.admin("audit.changes").where({ tenant: "corp" }).where("id", ">", marked).orderBy("id");

/** Asks for what has to wait, and answers its id. */
const waiting = async (request = "PUT /users/Corp_dora/roles/helper", sent?: Sent, by = admin): Promise<string> => {
  const answer = await send(by, request, sent);
  expect([answer.status, answer.text]).toEqual([202, expect.stringContaining('"approval"')]);
  return json(answer).approval.id;
};

describe("an administrative change where approval is demanded", () => {
  test("waits, is recorded and is told with its place", async () => {
    await mark();
    const answer = await send(admin, "PUT /users/Corp_dora/roles/helper");
    expect(answer.status).toBe(202);
    const { approval } = json(answer);
    expect(answer.headers.location).toBe(`/approvals/${approval.id}`);
    expect(Date.parse(approval.expiresAt) - Date.now()).toBeGreaterThan(23.9 * 3_600_000);
    expect(approval.changes).toEqual([
      { op: "grantToUser", user: "Corp_dora", role: "helper", startsAt: null, endsAt: null },
    ]);
    expect(await rolesOf("Corp_dora")).toEqual([]);
    expect((await audited()).map(({ action, actor, decision }) => [action, actor, decision])).toEqual([
      ["RequestApproval", admin, "made"],
    ]);
  });

  test("is made at once where none is demanded, and what is not administrative wherever", async () => {
    expect((await send(admin, "PUT /users/Corp_dora/roles/reader")).status).toBe(204);
    expect(await rolesOf("Corp_dora")).toEqual(["reader"]);
    await demanding("none");
    expect((await send(admin, "PUT /users/Corp_dora/roles/helper")).status).toBe(204);
    expect(await rolesOf("Corp_dora")).toEqual(["helper", "reader"]);
  });

  test.each([
    "DELETE /users/Corp_eve",
    "DELETE /users/Corp_third/roles/chief",
    "DELETE /roles/helper/permissions/users",
    "DELETE /roles/giver/delegations/users",
  ])("%s takes rights away, and is made at once", async (request) => {
    expect((await send(admin, request)).status).toBe(204);
    expect(json(await send(admin, "GET /approvals")).approvals).toEqual([]);
  });

  const etagOf = async (path: string) => `${(await send(admin, `GET ${path}`)).headers.etag}`;
  const document = (change: (state: Record<string, unknown>) => void) => async () => {
    const exported = await send(admin, "GET /entitlements", { headers: { Accept: "application/json" } });
    const body = json(exported);
    change(body.tenants[0]);
    return { body, headers: { "If-Match": `${exported.headers.etag}` } };
  };

  test.each<[string, string[], (() => Promise<Sent>)?]>([
    ["PUT /users/Corp_dora/roles/giver", ["grantToUser"]],
    ["PUT /groups/staff/roles/helper", ["grantToGroup"]],
    ["PUT /roles/reader/permissions/users", ["addPermissionToRole"]],
    ["PUT /roles/reader/delegations/users", ["delegatePermissionToRole"]],
    ["DELETE /users/Corp_eve/roles/barred", ["revokeFromUser"]],
    ["DELETE /roles/barred/permissions/no-roles", ["removePermissionFromRole"]],
    ["DELETE /roles/barred", ["deleteRole"], async () => ({ headers: { "If-Match": await etagOf("/roles/barred") } })],
    [
      "PATCH /permissions/see-roles",
      ["changePermission"],
      async () => ({ body: { method: "*" }, headers: { "If-Match": await etagOf("/permissions/see-roles") } }),
    ],
    [
      "POST /entitlements/bulk",
      ["createRole", "addPermissionToRole", "grantToUser"],
      async () => ({
        body: {
          changes: [
            { op: "createRole", role: "new" },
            { op: "addPermissionToRole", role: "new", permission: "users" },
            { op: "grantToUser", user: "Corp_dora", role: "new" },
          ],
        },
      }),
    ],
    [
      "PUT /entitlements",
      ["grantToUser"],
      document((state) => (state.users as object[]).push({ username: "Corp_dora", roles: ["helper"] })),
    ],
    ["PUT /entitlements", ["setApprovals"], document((state) => delete state.approvals)],
  ])("%s waits as %j, and is made by approval as it would have been", async (request, ops, ...[given]) => {
    const state = async () => json(await send(admin, "GET /entitlements", { headers: { Accept: "application/json" } }));
    const before = await state();
    const answer = await send(admin, request, await given?.());
    expect([answer.status, answer.text]).toEqual([202, expect.any(String)]);
    const { id, changes } = json(answer).approval;
    expect(changes.map(({ op }: { op: string }) => op)).toEqual(ops);
    expect(await state()).toEqual(before);
    expect((await send(second, `POST /approvals/${id}`)).status).toBe(200);
    const approved = await state();
    expect(approved).not.toEqual(before);

    await service.arrange(initial);
    await demanding("required");
    const sent = await given?.();
    await demanding("none");
    expect([200, 201, 204]).toContain((await send(admin, request, sent)).status);
    expect({ ...(await state()).tenants[0], approvals: "" }).toEqual({ ...approved.tenants[0], approvals: "" });
  });

  test.each<[string, number, Sent?, string?]>([
    ["PUT /users/Corp_dora/roles/helper", 403, {}, clerk],
    ["PUT /users/Corp_admin/roles/helper", 403],
    ["PUT /roles/chief/permissions/users", 403],
    ["PUT /roles/reader/permissions/users", 412, { headers: { "If-Match": '"1"' } }],
    ["PUT /users/Corp_dora/roles/nothing", 404],
    ["PUT /users/Other_dora/roles/helper", 404],
  ])("%s is %d before anything is kept", async (request, status, ...[sent, by = admin]) => {
    expect((await send(by, request, sent)).status).toBe(status);
    expect(json(await send(admin, "GET /approvals")).approvals).toEqual([]);
  });

  test("leaves an administrator: a change that would not is refused and not kept", async () => {
    await service.admin("entitlements.user_roles").whereNot({ username: admin }).delete();
    await service
      .admin("entitlements.user_roles")
      .insert({ tenant: "corp", username: clerk, role: "chief", granted_by: "x", ends_at: "2035-01-01" });
    const changes = [
      { op: "revokeFromUser", user: admin, role: "chief" },
      { op: "grantToUser", user: "Corp_dora", role: "helper", endsAt: "2030-01-01T00:00:00Z" },
    ];
    expect((await send(clerk, "POST /entitlements/bulk", { body: { changes } })).status).toBe(409);
    expect((await send(clerk, "POST /entitlements/bulk", { body: { changes: changes.slice(1) } })).status).toBe(202);
  });

  test("is kept once for an Idempotency-Key", async () => {
    const body = { changes: [{ op: "grantToUser", user: "Corp_dora", role: "helper" }] };
    const sent = { body, headers: { "Idempotency-Key": "k1" } };
    const ids = [await waiting("POST /entitlements/bulk", sent), await waiting("POST /entitlements/bulk", sent)];
    expect(new Set(ids).size).toBe(1);
    expect(json(await send(admin, "GET /approvals")).approvals).toHaveLength(1);
    expect(await waiting("POST /entitlements/bulk", { body })).not.toBe(ids[0]);
  });
});

describe("approving", () => {
  test("makes the change as the requester's, and records who approved", async () => {
    const id = await waiting();
    await mark();
    const answer = await send(second, `POST /approvals/${id}`);
    expect([answer.status, json(answer)]).toEqual([
      200,
      expect.objectContaining({ id, state: "approved", requestedBy: admin, decidedBy: second }),
    ]);
    const grant = await service.admin("entitlements.user_roles").where({ username: "Corp_dora" }).first();
    expect(grant).toMatchObject({ role: "helper", granted_by: admin });
    expect((await audited()).map(({ action, actor, on_behalf }) => [action, actor, on_behalf])).toEqual([
      ["AssignRole", second, admin],
      ["Approve", second, null],
    ]);
    expect((await send(third, `POST /approvals/${id}`)).status).toBe(409);
    expect((await send(third, `DELETE /approvals/${id}`)).status).toBe(409);
  });

  test.each<[string, string, Sent, string?]>([
    ["who asked", admin, {}],
    ["who could not make it", clerk, {}],
    ["who signed in too long ago", second, { signedIn: 901 }],
    ["who gains", second, {}, `PUT /users/${second}/roles/helper`],
    ["who is in the group that gains", second, { groups: ["staff"] }, "PUT /groups/staff/roles/helper"],
    ["who has the role that gains", second, {}, "PUT /roles/viewer/permissions/users"],
  ])("is refused to %s, and open to another administrator", async (_who, by, sent, ...[request]) => {
    await service
      .admin("entitlements.user_roles")
      .insert({ tenant: "corp", username: second, role: "viewer", granted_by: "x" });
    const id = await waiting(request);
    await mark();
    expect((await send(by, `POST /approvals/${id}`, sent)).status).toBe(403);
    if (!sent.signedIn)
      expect(await audited()).toEqual([expect.objectContaining({ action: "Approve", actor: by, decision: "denied" })]);
    expect(json(await send(admin, `GET /approvals/${id}`)).state).toBe("pending");
    expect((await send(third, `POST /approvals/${id}`)).status).toBe(200);
  });

  test("of two at the same time makes the change once", async () => {
    const id = await waiting();
    await mark();
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => send(index % 2 ? second : third, `POST /approvals/${id}`)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(409)]);
    expect((await audited()).filter(({ action }) => action === "AssignRole")).toHaveLength(1);
  });

  test("of two processes makes the change once", async () => {
    const other = await service.beside();
    try {
      const id = await waiting();
      await mark();
      const answers = await Promise.all([
        ...Array.from({ length: 4 }, () => send(second, `POST /approvals/${id}`)),
        ...Array.from({ length: 4 }, () => other.send(third, `POST /approvals/${id}`)),
      ]);
      expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
      expect((await audited()).filter(({ action }) => action === "AssignRole")).toHaveLength(1);
    } finally {
      await other.close();
    }
  });

  test("and refusing at the same time come to one end", async () => {
    const id = await waiting();
    const [approved, refused] = await Promise.all([
      send(second, `POST /approvals/${id}`),
      send(third, `DELETE /approvals/${id}`),
    ]);
    expect([approved.status, refused.status]).toEqual(approved.status === 200 ? [200, 409] : [409, 204]);
    expect(await rolesOf("Corp_dora")).toEqual(approved.status === 200 ? ["helper"] : []);
  });

  test("is too late after 24 hours", async () => {
    const [late, still] = [await waiting(), await waiting("PUT /users/Corp_dora/roles/giver")];
    await service
      .admin("entitlements.approvals")
      .where({ id: late })
      .update({
        requested_at: service.admin.raw("now() - interval '25 hours'"),
        expires_at: service.admin.raw("now()"),
      });
    expect((await send(second, `POST /approvals/${late}`)).status).toBe(409);
    expect((await send(second, `POST /approvals/${still}`)).status).toBe(200);
    expect(await rolesOf("Corp_dora")).toEqual(["giver"]);
    expect(json(await send(admin, "GET /approvals?state=expired")).approvals).toMatchObject([{ id: late }]);
    expect(json(await send(admin, "GET /approvals?state=pending")).approvals).toEqual([]);
    expect(json(await send(admin, "GET /approvals?state=approved")).approvals).toMatchObject([{ id: still }]);
  });

  test.each<[string, string, string, Sent?]>([
    [
      "who asked is no administrator any more",
      "delete from entitlements.user_roles where username = 'Corp_admin'",
      "PUT /users/Corp_dora/roles/helper",
    ],
    [
      "the role is gone",
      "delete from entitlements.roles where tenant = 'corp' and name = 'helper'",
      "PUT /users/Corp_dora/roles/helper",
    ],
    [
      "the permission was changed meanwhile",
      "update entitlements.permissions set resource = '/trades' where tenant = 'corp' and name = 'see-roles'",
      "PATCH /permissions/see-roles",
      { body: { method: "*" }, headers: { "If-Match": "*" } },
    ],
    [
      "somebody gave the role for another time",
      "insert into entitlements.user_roles (tenant, username, role, granted_by, ends_at) values ('corp', 'Corp_dora', 'helper', 'x', '2035-01-01')",
      "PUT /users/Corp_dora/roles/helper",
    ],
  ])("is 409 and changes nothing where %s", async (_why, sql, request, ...[sent]) => {
    const twin = await waiting(request, sent);
    expect((await send(second, `POST /approvals/${twin}`)).status).toBe(200);
    await service.arrange(initial);
    await demanding("required");

    const id = await waiting(request, sent);
    await service.admin.raw(sql);
    const state = async () =>
      json(await send(second, "GET /entitlements", { headers: { Accept: "application/json" } }));
    const before = await state();
    expect((await send(second, `POST /approvals/${id}`)).status).toBe(409);
    expect(await state()).toEqual(before);
    expect((await send(second, `DELETE /approvals/${id}`)).status).toBe(204);
  });
});

describe("refusing", () => {
  test.each([
    [second, "refused", "RefuseApproval"],
    [admin, "withdrawn", "WithdrawApproval"],
  ])("by %s: %s", async (by, state, action) => {
    const id = await waiting();
    await mark();
    expect((await send(by, `DELETE /approvals/${id}`, { signedIn: 901 })).status).toBe(403);
    expect((await send(by, `DELETE /approvals/${id}`)).status).toBe(204);
    expect(json(await send(admin, `GET /approvals/${id}`))).toMatchObject({ state, decidedBy: by });
    expect((await audited()).map((record) => [record.action, record.actor])).toEqual([[action, by]]);
    expect((await send(third, `POST /approvals/${id}`)).status).toBe(409);
    expect(await rolesOf("Corp_dora")).toEqual([]);
  });
});

describe("approvals of a tenant", () => {
  test.each(["GET", "POST", "DELETE"])("are to others as those that do not exist: %s", async (method) => {
    const id = await waiting();
    const [others, nobodys] = [
      await send("Other_admin", `${method} /approvals/${id}`),
      await send("Other_admin", `${method} /approvals/11111111-1111-4111-8111-111111111111`),
    ];
    const told = ({ status, text }: Answer) => [status, { ...JSON.parse(text), requestId: "" }];
    expect(told(others)).toEqual(told(nobodys));
    expect(others.status).toBe(404);
    expect(json(await send("Other_admin", "GET /approvals")).approvals).toEqual([]);
    expect((await send(second, `${method} /approvals/${id}`)).status).toBeLessThan(300);
  });

  test("are listed in pages, the latest first", async () => {
    const ids = [
      await waiting(),
      await waiting("PUT /users/Corp_dora/roles/giver"),
      await waiting("PUT /groups/staff/roles/helper"),
    ];
    const first = json(await send(admin, "GET /approvals?limit=2"));
    const rest = json(await send(admin, `GET /approvals?limit=2&cursor=${first.next}`));
    const listed = [...first.approvals, ...rest.approvals].map(({ id }: { id: string }) => id);
    expect(listed.sort()).toEqual(ids.sort());
    expect((await send(admin, "GET /approvals?state=open")).status).toBe(400);
    expect((await send(admin, "GET /approvals/1")).status).toBe(400);
  });
});

describe("whether approval is demanded", () => {
  const change = (approvals: string) => ({ body: { changes: [{ op: "setApprovals", approvals }] } });

  test("is turned on by an administrator, and by nobody less", async () => {
    await demanding("none");
    expect((await send(clerk, "POST /entitlements/bulk", change("required"))).status).toBe(403);
    expect((await send(admin, "POST /entitlements/bulk", change("required"))).status).toBe(200);
    expect((await send(admin, "PUT /users/Corp_dora/roles/helper")).status).toBe(202);
  });

  test("is turned off by two", async () => {
    const id = await waiting("POST /entitlements/bulk", change("none"));
    expect((await send(admin, "PUT /users/Corp_dora/roles/helper")).status).toBe(202);
    expect((await send(second, `POST /approvals/${id}`)).status).toBe(200);
    expect((await send(admin, "PUT /users/Corp_dora/roles/helper")).status).toBe(204);
  });

  test("is turned off by the owner of the database as the manual says, and the record tells who it was", async () => {
    const manual = readFileSync(new URL("../../../docs/entitlements.md", import.meta.url), "utf8");
    const statement = /```sql\n(update entitlements\.tenants [^`]*)```/.exec(manual)?.[1] ?? "";
    await mark();
    await service.admin.transaction(async (trx) => {
      await trx.raw("set local role gatehouse_owner");
      await trx.raw(statement);
    });
    expect((await send(admin, "PUT /users/Corp_dora/roles/helper")).status).toBe(204);
    const { rows } = await service.admin.raw("select session_user as name");
    expect(await audited()).toEqual([
      expect.objectContaining({
        actor: rows[0].name,
        action: "SetApprovals",
        before: { approvals: "required" },
        after: { approvals: "none" },
      }),
      expect.objectContaining({ action: "AssignRole" }),
    ]);
  });
});
