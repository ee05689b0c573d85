import type { Answer } from "@gatehouse/http/testing/ask.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { inCorp, type Sent, type TestService, testService } from "./testing/service.ts";

const admin = "Corp_admin";
const clerk = "Corp_clerk";
let service: TestService;

beforeAll(async () => {
  service = await testService({ PERMISSIONS_API: new URL("../../../config/api.yaml", import.meta.url).pathname });
});
afterAll(() => service.close());
beforeEach(async () => {
  await service.arrange(
    inCorp({
      permissions: { all: "* /* Allow", read: "GET /trades/* Allow", roles: "PUT /users/*/roles/* Allow" },
      roles: {
        root: { holds: ["all"] },
        clerk: { holds: ["roles"] },
        reader: { holds: ["read"], delegates: ["read"] },
      },
      users: { [admin]: ["root"], [clerk]: ["clerk"], Corp_alice: ["reader"] },
      groups: { staff: ["reader"] },
    }),
  );
  await service.admin.raw(`
    insert into entitlements.roles (tenant, name) values ('other', 'secret');
    insert into entitlements.user_roles (tenant, username, role, granted_by) values ('other', 'Other_eve', 'secret', 'setup');
    update entitlements.user_roles set ends_at = '2030-01-01 01:00+01' where username = 'Corp_alice'`);
});

const exported = `tenants:
  - name: corp
    providers: [Corp]
    permissions:
      - { name: all, method: "*", resource: /*, effect: Allow }
      - { name: read, method: GET, resource: /trades/*, effect: Allow }
      - { name: roles, method: PUT, resource: /users/*/roles/*, effect: Allow }
    roles:
      - { name: clerk, permissions: [roles] }
      - { name: reader, permissions: [read], delegates: [read] }
      - { name: root, permissions: [all] }
    users:
      - { username: Corp_admin, roles: [root] }
      - { username: Corp_alice, roles: [{ role: reader, endsAt: "2030-01-01T00:00:00.000Z" }] }
      - { username: Corp_clerk, roles: [clerk] }
    groups:
      - { group: staff, roles: [reader] }
`;

const read = (accept?: string) =>
  service.send(admin, "GET /entitlements", accept === undefined ? {} : { headers: { Accept: accept } });
const version = async () => (await read()).headers.etag as string;

const put = async (
  document: string | object,
  { by = admin, dryRun, ...sent }: Sent & { by?: string; dryRun?: string } = {},
) =>
  service.send(by, `PUT /entitlements${dryRun === undefined ? "" : `?dryRun=${dryRun}`}`, {
    body: document,
    ...sent,
    headers: {
      "Content-Type": typeof document === "string" ? "application/yaml" : "application/json",
      "If-Match": await version(),
      ...sent.headers,
    },
  });

const told = ({ text }: Answer) => JSON.parse(text);

describe("export", () => {
  test("is YAML in one order, of the caller's tenant alone", async () => {
    const answer = await read();
    expect([answer.status, answer.headers["content-type"], answer.text]).toEqual([
      200,
      expect.stringMatching(/^application\/yaml/),
      exported,
    ]);
    expect(answer.headers.etag).toMatch(/^"\d+"$/);
  });

  test("is JSON for who prefers that", async () => {
    const answer = await read("application/json");
    expect(answer.headers["content-type"]).toMatch(/^application\/json/);
    expect(told(answer).tenants[0].users[1]).toEqual({
      username: "Corp_alice",
      roles: [{ role: "reader", startsAt: null, endsAt: "2030-01-01T00:00:00.000Z" }],
    });
    expect((await read("image/png")).status).toBe(406);
  });

  test("has another ETag after every change", async () => {
    const before = await version();
    expect(await version()).toBe(before);
    await service.send(admin, "POST /roles", { body: { name: "new" } });
    expect(await version()).not.toBe(before);
  });
});

describe("import", () => {
  test("of what was exported changes nothing, in YAML and in JSON", async () => {
    const before = await version();
    const answer = await put((await read()).text);
    expect([answer.status, told(answer)]).toEqual([200, { dryRun: false, changes: [], counts: {}, warnings: [] }]);
    expect((await put(told(await read("application/json")))).status).toBe(200);
    expect(await version()).toBe(before);
  });

  const changed = exported
    .replace("[read], delegates: [read]", "[read, all]")
    .replace("      - { username: Corp_clerk, roles: [clerk] }\n", "      - { username: Corp_zoe, roles: [clerk] }\n")
    .replace("GET, resource: /trades/*", "GET, resource: /trdaes/*");

  test("shows the difference in a dry run, and makes it otherwise", async () => {
    const dry = await put(changed, { dryRun: "true" });
    expect(dry.status).toBe(200);
    const difference = [
      { op: "revokeFromUser", user: "Corp_clerk", role: "clerk" },
      { op: "undelegatePermissionFromRole", role: "reader", permission: "read" },
      { op: "changePermission", permission: "read", method: "GET", resource: "/trdaes/*", effect: "Allow" },
      { op: "addPermissionToRole", role: "reader", permission: "all" },
      { op: "grantToUser", user: "Corp_zoe", role: "clerk" },
    ];
    expect(told(dry)).toEqual({
      dryRun: true,
      changes: difference,
      counts: {
        revokeFromUser: 1,
        undelegatePermissionFromRole: 1,
        changePermission: 1,
        addPermissionToRole: 1,
        grantToUser: 1,
      },
      warnings: [
        "The permission read (GET /trdaes/*) matches no route of the API; the nearest is GET /trades/{tradeId}.",
      ],
      problems: [],
    });
    expect((await read()).text).toBe(exported);

    const start = Number((await service.admin("audit.changes").max("id as id").first())?.id ?? 0);
    const made = await put(changed, { dryRun: "false" });
    expect([made.status, told(made).changes]).toEqual([200, difference]);
    expect((await read()).text).toBe(changed.replace("[read, all]", "[all, read]"));
    const records = await service.admin("audit.changes").where("id", ">", start).orderBy("id");
    expect(records.map(({ action }) => action)).toEqual([
      "RemoveRole",
      "UndelegatePermission",
      "ChangePermission",
      "AssignPermission",
      "AssignRole",
    ]);
  });

  test("tells in a dry run what the caller may not make, and refuses it otherwise, all of it", async () => {
    const more = exported.replace(
      "{ username: Corp_alice,",
      "{ username: Corp_aaron, roles: [root] }\n      - { username: Corp_alice,",
    );
    const dry = await put(more, { by: clerk, dryRun: "true" });
    expect(told(dry).problems).toEqual([
      { index: 0, status: 403, detail: expect.stringMatching(/^changes\.0: You may not give the permission all/) },
    ]);
    const answer = await put(more, { by: clerk });
    expect([answer.status, told(answer).detail]).toEqual([403, expect.stringMatching(/^changes\.0: /)]);
    expect((await read()).text).toBe(exported);
    expect((await put(more)).status).toBe(200);
  });

  test("of more for oneself is refused", async () => {
    const own = exported.replace(
      "{ username: Corp_admin, roles: [root] }",
      "{ username: Corp_admin, roles: [clerk, root] }",
    );
    expect((await put(own)).status).toBe(403);
    const clerks = exported.replace("roles: [clerk]", "roles: [clerk, root]");
    expect((await put(clerks, { by: clerk })).status).toBe(403);
    expect((await put(clerks)).status).toBe(200);
  });

  test("without an administrator is refused", async () => {
    const until = (ends_at: string | null) =>
      service.admin("entitlements.user_roles").where({ username: admin }).update({ ends_at });
    await until("2100-01-01");
    const none = (await read()).text.replace("      - { username: Corp_clerk, roles: [clerk] }\n", "");
    expect((await put(none)).status).toBe(409);
    await until(null);
    expect((await put(exported.replace("      - { username: Corp_clerk, roles: [clerk] }\n", ""))).status).toBe(200);
  });

  test("demands the ETag of what was read, but for a dry run", async () => {
    const stale = await version();
    await service.send(admin, "POST /roles", { body: { name: "new" } });
    expect((await put(changed, { headers: { "If-Match": stale } })).status).toBe(412);
    const bare = (dryRun: string) =>
      service.send(admin, `PUT /entitlements?dryRun=${dryRun}`, {
        body: changed,
        headers: { "Content-Type": "application/yaml" },
      });
    expect((await bare("false")).status).toBe(428);
    expect((await bare("true")).status).toBe(200);
    expect((await bare("yes")).status).toBe(400);
    expect((await put(changed)).status).toBe(200);
  });

  test("needs a recent sign-in, but for a dry run", async () => {
    expect((await put(changed, { signedIn: 901 })).status).toBe(403);
    expect((await put(changed, { signedIn: 901, dryRun: "true" })).status).toBe(200);
    expect((await put(changed, { signedIn: 890 })).status).toBe(200);
  });

  test.each<[string, string | object, number, RegExp]>([
    ["another tenant's name", exported.replace("name: corp", "name: other"), 400, /tenants\.0\.name: expected corp/],
    [
      "more providers",
      exported.replace("[Corp]", "[Corp, Other]"),
      400,
      /tenants\.0\.providers: expected Corp, as they are/,
    ],
    [
      "a user of another tenant",
      exported.replace("Corp_zoe", "x").replace("Corp_clerk", "Other_eve"),
      400,
      /users\.2\.username: Other_eve/,
    ],
    ["two tenants", `${exported}  - { name: other, providers: [Other] }\n`, 400, /tenants: expected one tenant/],
    ["a tag", exported.replace("Corp_alice", "!!js/function x"), 400, /body: line \d+: /],
    [
      "an alias",
      exported.replace("[Corp]", "&a [Corp]").replace("permissions: [roles]", "permissions: *a"),
      400,
      /expected no alias/,
    ],
    ["a repeated member", exported.replace("name: corp", "name: corp\n    name: corp"), 400, /body: line 3/],
    [
      "a role that is nowhere",
      exported.replace("roles: [clerk]", "roles: [king]"),
      400,
      /users\.2\.roles\.0: no role is named king/,
    ],
    [
      "a time that is over",
      exported.replace("2030-01-01", "2020-01-01"),
      400,
      /changes\.0\.endsAt: expected a time that is still to come/,
    ],
    ["a member twice on one line", '{"tenants":[],"tenants":[]}', 400, /body: line 1: /],
    ["no document", "", 400, /body/],
    ["more YAML than is read", `# ${"x".repeat(1_000_001)}\n${exported}`, 413, /1 MB of YAML/],
  ])("is refused for %s, with the place", async (_case, document, status, detail) => {
    const answer = await put(document);
    expect([answer.status, told(answer).detail]).toEqual([status, expect.stringMatching(detail)]);
    expect((await read()).text).toBe(exported);
  });

  test("is refused in another media type, and from 10 MB on", async () => {
    expect((await put(exported, { headers: { "Content-Type": "text/plain" } })).status).toBe(415);
    const much = { tenants: [], padding: "x".repeat(10 * 1_024 * 1_024) };
    expect((await put(much)).status).toBe(413);
    expect((await put(exported, { headers: { "Content-Type": "text/yaml; charset=utf-8" } })).status).toBe(200);
  });

  test("holds names that mean something elsewhere as the texts that they are", async () => {
    const users = [
      "Corp_=cmd|'/C-calc'!A0",
      "Corp_<img/src=x/onerror=alert(1)>",
      "Corp_{{7*7}}",
      "Corp_\u05d0",
      "Corp_%0a",
    ];
    const document = told(await read("application/json"));
    for (const username of users) document.tenants[0].users.push({ username, roles: ["reader"] });
    expect((await put(document)).status).toBe(200);
    const { text } = await read();
    expect(text).toContain(`{ username: "Corp_=cmd|'/C-calc'!A0", roles: [reader] }`);
    expect(told(await put(text)).changes).toEqual([]);
    document.tenants[0].users.push({ username: `Corp_${"x".repeat(10_240)}`, roles: [] });
    expect((await put(document)).status).toBe(400);
  });
});
