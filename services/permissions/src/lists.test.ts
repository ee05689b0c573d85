import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { inCorp, type TestService, testService } from "./testing/service.ts";

let service: TestService;
beforeAll(async () => {
  service = await testService();
});
afterAll(() => service.close());

const numbered = (prefix: string, many: number) =>
  Array.from({ length: many }, (_, index) => `${prefix}${String(index).padStart(3, "0")}`);
const permissions = numbered("p", 7);
const users = numbered("Corp_u", 7);
const groups = numbered("g", 4);
const having = (names: readonly string[], roles: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, roles]));

beforeEach(() =>
  service.arrange(
    inCorp({
      permissions: {
        ...Object.fromEntries(permissions.map((name) => [name, `GET /${name} Allow`])),
        no: "GET /no Deny",
      },
      roles: { all: { holds: permissions }, some: { holds: ["p000", "no"] }, ...having(numbered("r", 7), []) },
      users: { ...having(users, ["all"]), Corp_both: ["all", "some"] },
      groups: having(groups, ["some"]),
    }),
  ),
);

const read = async (path: string) => {
  const { status, text } = await service.send("Corp_admin", `GET ${path}`);
  return { status, body: JSON.parse(text) };
};

/** All pages of a list, and how many there were. */
const pages = async (path: string, limit: number) => {
  const rows: object[] = [];
  const sizes: number[] = [];
  for (let next = ""; ; ) {
    const { body } = await read(`${path}${path.includes("?") ? "&" : "?"}limit=${limit}${next && `&cursor=${next}`}`);
    const page = Object.values(body).find(Array.isArray) as object[];
    rows.push(...page);
    sizes.push(page.length);
    if (!body.next) return { rows, sizes };
    next = body.next;
  }
};

describe("a list in pages is the list", () => {
  test.each([
    ["/roles", 9],
    ["/roles?search=r00", 7],
    ["/permissions", 8],
    ["/permissions?effect=Deny", 1],
    ["/users", 8],
    ["/users?role=all", 8],
    ["/users?permission=no", 1],
    ["/users?search=Corp_u", 7],
    ["/users?search=u00", 7],
    ["/groups", 4],
    ["/groups?role=some", 4],
    ["/groups?role=all", 0],
    ["/groups?permission=no", 4],
    ["/users/Corp_both/roles", 2],
    ["/users/Corp_both/permissions", 8],
    ["/users/Corp_u000/permissions?group=g000&group=g001", 8],
    ["/groups/g000/roles", 1],
    ["/roles/all/permissions", 7],
    ["/roles/all/members", 8],
    ["/roles/some/members", 5],
    ["/permissions/p000/holders", 13],
  ])("%s has %d", async (path, many) => {
    const whole = await pages(path, 200);
    expect([whole.rows.length, whole.sizes.length]).toEqual([many, 1]);
    for (const limit of [1, 3]) {
      const { rows, sizes } = await pages(path, limit);
      expect(rows).toEqual(whole.rows);
      expect(sizes).toHaveLength(Math.max(1, Math.ceil(many / limit)));
    }
  });

  test("in one order, groups before users", async () => {
    const { rows } = await pages("/roles/some/members", 2);
    expect(rows).toMatchObject([
      ...groups.map((name) => ({ kind: "group", name, inForce: true })),
      { kind: "user", name: "Corp_both" },
    ]);
  });

  test("and what comes and goes meanwhile repeats and skips nothing else", async () => {
    const first = (await read("/roles?limit=3")).body;
    await service.send("Corp_admin", "POST /roles", { body: { name: "aaa" } });
    await service.admin.raw("delete from entitlements.roles where name = 'all'");
    const second = (await read(`/roles?limit=200&cursor=${first.next}`)).body;
    const names = [...first.roles, ...second.roles].map(({ name }: { name: string }) => name);
    expect(names).toEqual(["all", ...numbered("r", 7), "some"]);
  });

  test("of 50 where nothing is said, and at most 200", async () => {
    const many = numbered("x", 260).map((name) => `('corp', '${name}')`);
    await service.admin.raw(`insert into entitlements.roles (tenant, name) values ${many}`);
    expect((await read("/roles?search=x")).body.roles).toHaveLength(50);
    expect((await pages("/roles?search=x", 200)).sizes).toEqual([200, 60]);
  });
});

describe("what is asked of a list is checked", () => {
  test.each([
    ["limit=0", "limit"],
    ["limit=-1", "limit"],
    ["limit=201", "limit"],
    ["limit=1e9", "limit"],
    ["limit=1000000000", "limit"],
    ["limit=NaN", "limit"],
    ["limit=", "limit"],
    ["limit=1&limit=2", "limit"],
    ["limit[]=1", "limit[]"],
    ["limit=5;drop table roles", "limit"],
    ["cursor=x", "cursor"],
    ["cursor=", "cursor"],
    ["cursor=WzEsImEiXQ.AAAA", "cursor"],
    [`cursor=WzEsImEiXQ.${"A".repeat(43)}`, "cursor"],
    ["cursor=%27%20or%201%3D1%20--", "cursor"],
    ["sort=name;delete", "sort"],
    ["sort=name", "sort"],
    ["offset=5", "offset"],
    ["order=desc", "order"],
    ["tenant=other", "tenant"],
    ["__proto__=1", "__proto__"],
    ["search=", "search"],
    [`search=${"x".repeat(129)}`, "search"],
    ["search=%00", "search"],
  ])("?%s is refused", async (query, field) => {
    const { status, body } = await read(`/roles?${query.replaceAll(" ", "%20")}`);
    expect(status).toBe(400);
    expect(body.errors).toEqual([{ field, reason: expect.stringMatching(/^expected/) }]);
    expect((await read("/roles?limit=5&search=r")).status).toBe(200);
  });

  test.each(["' or '1'='1", "%", "_", "r00_", "\\", "r000'; drop table entitlements.roles; --", "$1", "?"])(
    "a search for %s finds what begins so, which is nothing",
    async (text) => {
      for (const list of ["roles", "permissions", "users", "groups"]) {
        const { status, body } = await read(`/${list}?search=${encodeURIComponent(text)}`);
        expect([status, body]).toEqual([200, { [list]: [] }]);
      }
      expect((await read("/roles?search=r000")).body.roles).toHaveLength(1);
    },
  );

  test("a cursor is good for its list, its filter and its tenant alone", async () => {
    const { next } = (await read("/roles?limit=1&search=r")).body;
    expect((await read(`/roles?search=r&cursor=${next}`)).status).toBe(200);
    for (const other of [
      `/roles?cursor=${next}`,
      `/roles?search=s&cursor=${next}`,
      `/permissions?search=r&cursor=${next}`,
    ])
      expect((await read(other)).status).toBe(400);
    const foreign = await service.send("Other_x", `GET /roles?search=r&cursor=${next}`);
    expect(foreign.status).toBe(400);
  });

  test("and an operation that asks for nothing takes no parameter", async () => {
    expect((await read("/roles/all?x=1")).status).toBe(400);
    expect((await read("/roles/all")).status).toBe(200);
  });
});

test("effective permissions tell where each comes from, and whether it counts now", async () => {
  await service.admin.raw(`
    update entitlements.user_roles set starts_at = now() + interval '1 day' where username = 'Corp_both' and role = 'all';
    update entitlements.group_roles set ends_at = now() - interval '1 day', starts_at = now() - interval '2 days' where group_name = 'g001'`);
  const { body } = await read("/users/Corp_both/permissions?group=g000&group=g001&limit=2");
  expect(body.groups).toEqual({ names: ["g000", "g001"], from: "query" });
  expect(body.permissions).toMatchObject([
    {
      name: "no",
      effect: "Deny",
      roles: ["some"],
      inForce: true,
      sources: [
        { role: "some", inForce: true },
        { role: "some", group: "g000", inForce: true },
        { role: "some", group: "g001", inForce: false, endsAt: expect.any(String) },
      ],
    },
    { name: "p000", roles: ["all", "some"], inForce: true },
  ]);
  const own = await service.send("Corp_both", "GET /users/Corp_both/permissions", { groups: ["g000"] });
  expect(JSON.parse(own.text).groups).toEqual({ names: ["g000"], from: "token" });
  expect((await read("/users/Corp_both/permissions")).body.groups).toEqual({ names: [], from: "unknown" });
});
