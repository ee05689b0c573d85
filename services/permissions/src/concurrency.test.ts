import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { inCorp, type TestService, testService } from "./testing/service.ts";

let service: TestService;
beforeAll(async () => {
  service = await testService();
});
afterAll(() => service.close());
beforeEach(() =>
  service.arrange(
    inCorp({
      permissions: { everything: "* /* Allow", read: "GET /trades Allow" },
      roles: { root: { holds: ["everything"] }, reader: { holds: ["read"] } },
      users: { Corp_admin: ["root"], Corp_x: ["reader"] },
    }),
  ),
);

const send = (request: string, sent: Parameters<TestService["send"]>[2] = {}) =>
  service.send("Corp_admin", request, sent);
const etagOf = async (path: string) => String((await send(`GET ${path}`)).headers.etag);
const grantOf = async (): Promise<string> => JSON.parse((await send("GET /users/Corp_x/roles")).text).roles[0]?.etag;

test("of 50 changes of one version one is made, and the others are told", async () => {
  const headers = { "If-Match": await etagOf("/roles/reader") };
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) =>
      send("PATCH /roles/reader", { headers, body: { description: `by ${index}` } }),
    ),
  );
  const made = answers.filter(({ status }) => status === 200);
  expect(made).toHaveLength(1);
  expect(answers.filter(({ status }) => status === 412)).toHaveLength(49);
  const now = await send("GET /roles/reader");
  expect([now.headers.etag, now.text]).toEqual([made[0]?.headers.etag, made[0]?.text]);
});

describe("a change of what somebody else may have changed", () => {
  test.each([
    ["PATCH /roles/reader", { description: "x" }, 200],
    ["DELETE /roles/reader", undefined, 204],
    ["PATCH /permissions/read", { resource: "/x" }, 200],
    ["DELETE /permissions/read", undefined, 204],
  ])("demands If-Match: %s", async (request, body, status) => {
    const path = request.split(" ")[1] ?? "";
    const asked = async (headers: Record<string, string>) => (await send(request, { body, headers })).status;
    expect(await asked({})).toBe(428);
    expect(await asked({ "If-Match": '"1"' })).toBe(412);
    expect(await asked({ "If-Match": `W/${await etagOf(path)}` })).toBe(412);
    expect(await asked({ "If-Match": "nonsense" })).toBe(400);
    expect(await asked({ "If-Match": `"1", ${await etagOf(path)}` })).toBe(status);
  });

  test("has an ETag that does not come back when something is made anew", async () => {
    const before = await etagOf("/roles/reader");
    await send("DELETE /roles/reader", { headers: { "If-Match": before } });
    await send("POST /roles", { body: { name: "reader" } });
    const headers = { "If-Match": before };
    expect((await send("PATCH /roles/reader", { headers, body: { description: "x" } })).status).toBe(412);
  });

  test("and what a role holds is a part of it", async () => {
    const before = await etagOf("/roles/reader");
    await send("PUT /roles/reader/permissions/everything");
    expect(await etagOf("/roles/reader")).not.toBe(before);
    const stale = { headers: { "If-Match": before } };
    expect((await send("DELETE /roles/reader/permissions/everything", stale)).status).toBe(412);
    expect((await send("DELETE /roles/reader/permissions/everything")).status).toBe(204);
  });

  test.each(["PUT", "DELETE"])("is honoured for a grant where it is given: %s", async (method) => {
    const asked = async (headers: Record<string, string>) =>
      (await send(`${method} /users/Corp_x/roles/reader`, { headers })).status;
    expect(await asked({ "If-Match": '"1"' })).toBe(412);
    expect(await asked({ "If-Match": await grantOf() })).toBe(204);
    expect((await send(`${method} /users/Corp_new/roles/reader`, { headers: { "If-Match": "*" } })).status).toBe(412);
  });
});

describe("the times of a grant", () => {
  const at = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
  const put = (body: unknown, headers: Record<string, string> = {}, user = "Corp_new") =>
    send(`PUT /users/${user}/roles/reader`, { body, headers });

  test.each<[string, unknown, string]>([
    ["an end that is past", { endsAt: at(-1) }, "endsAt"],
    ["an end in eleven years", { endsAt: at(4_018) }, "endsAt"],
    ["a start in eleven years", { startsAt: at(4_018) }, "startsAt"],
    [
      "an end at the start",
      { startsAt: at(2).replace(/T.*/, "T00:00:00Z"), endsAt: at(2).replace(/T.*/, "T00:00:00Z") },
      "endsAt",
    ],
    ["an end before the start", { startsAt: at(3), endsAt: at(2) }, "endsAt"],
    ["an end without an offset", { endsAt: "2030-01-01T00:00:00" }, "endsAt"],
    ["a date", { endsAt: "2030-01-01" }, "endsAt"],
    ["a day that there is not", { endsAt: "2030-02-30T00:00:00Z" }, "endsAt"],
    ["a number", { endsAt: 1_900_000_000 }, "endsAt"],
    ["null", { endsAt: null }, "endsAt"],
    ["infinity", { endsAt: "infinity" }, "endsAt"],
    ["an unknown member", { until: at(1) }, "body"],
    ["who granted", { granted_by: "Corp_admin" }, "body"],
    ["a tenant", { tenant: "other" }, "body"],
    ["a list", [], "body"],
  ])("cannot be %s", async (_case, body, field) => {
    const answer = await put(body);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text).errors).toMatchObject([{ field }]);
    expect((await put({ startsAt: at(-3), endsAt: at(3_600) })).status).toBe(204);
  });

  test("are kept as instants, told in lists, and changed by who has seen them", async () => {
    expect((await put({ endsAt: "2030-01-01T02:00:00+02:00" }, {}, "Corp_x")).status).toBe(428);
    const changed = await put({ endsAt: "2030-01-01T02:00:00+02:00" }, { "If-Match": await grantOf() }, "Corp_x");
    expect(changed.status).toBe(204);
    const { roles } = JSON.parse((await send("GET /users/Corp_x/roles")).text);
    expect(roles).toMatchObject([{ name: "reader", endsAt: "2030-01-01T00:00:00.000Z", etag: changed.headers.etag }]);
    // The same again changes nothing, and so needs nothing; nothing said of times means for good, which is a change.
    expect((await put({ endsAt: "2030-01-01T00:00:00Z" }, {}, "Corp_x")).status).toBe(204);
    expect((await send("PUT /users/Corp_x/roles/reader")).status).toBe(428);
  });
});

describe("members that are not the client's to set", () => {
  test.each(["tenant", "tenant_id", "id", "created_by", "version", "is_system", "role", "etag"])(
    "%s",
    async (member) => {
      const role = { name: "made", description: "" };
      const refused = await send("POST /roles", { body: { ...role, [member]: "x" } });
      expect(refused.status).toBe(400);
      expect(JSON.parse(refused.text).errors[0].reason).toContain(member);
      const headers = { "If-Match": await etagOf("/roles/reader") };
      expect((await send("PATCH /roles/reader", { headers, body: { description: "x", [member]: "x" } })).status).toBe(
        400,
      );
      expect((await send("POST /roles", { body: role })).status).toBe(201);
    },
  );
});
