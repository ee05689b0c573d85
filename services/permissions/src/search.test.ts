import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { inCorp, type TestService, testService } from "./testing/service.ts";

const admin = "Corp_admin";
let service: TestService;
let uninformed: TestService;

beforeAll(async () => {
  service = await testService({ PERMISSIONS_API: new URL("../../../config/api.yaml", import.meta.url).pathname });
  uninformed = await testService();
  const state = inCorp({
    permissions: { "read-trades": "GET /trades/* Allow", "old-trades": "GET /trdaes/* Allow" },
    roles: { trader: { holds: ["read-trades"] } },
    users: { [admin]: ["trader"], "Corp_100%_trade": ["trader"], Corp_alice: ["trader"] },
    groups: { Traders: ["trader"] },
  });
  for (const each of [service, uninformed]) await each.arrange(state);
  await service.admin.raw("insert into entitlements.roles (tenant, name) values ('other', 'trader-elsewhere')");
});
afterAll(async () => {
  await service.close();
  await uninformed.close();
});

const search = async (query: string) => {
  const { status, text } = await service.send(admin, `GET /entitlements/search?${query}`);
  return {
    status,
    ...(JSON.parse(text) as { found?: { kind: string; name: string }[]; next?: string; detail?: string }),
  };
};
const names = async (query: string) => (await search(query)).found?.map(({ kind, name }) => `${kind} ${name}`);

describe("search", () => {
  test("finds a part of a name, of every kind, whatever the case, in the caller's tenant", async () => {
    expect(await names("q=TRADE")).toEqual([
      "group Traders",
      "permission old-trades",
      "permission read-trades",
      "role trader",
      "user Corp_100%_trade",
    ]);
  });

  test("takes what others take for wildcards as they are", async () => {
    expect(await names("q=0%25_")).toEqual(["user Corp_100%_trade"]);
    expect(await names("q=%25")).toEqual(["user Corp_100%_trade"]);
    expect(await names("q=tr%25er")).toEqual([]);
    expect(await names("q=p_alice")).toEqual(["user Corp_alice"]);
    expect(await names("q=p.alice")).toEqual([]);
    expect(await names("q='%3B--")).toEqual([]);
  });

  test("is of one kind where that is asked, and in pages", async () => {
    expect(await names("q=trade&kind=permission")).toEqual(["permission old-trades", "permission read-trades"]);
    const first = await search("q=trade&limit=2");
    expect(first.found).toHaveLength(2);
    const rest = await search(`q=trade&limit=200&cursor=${first.next}`);
    expect([...(first.found ?? []), ...(rest.found ?? [])]).toEqual((await search("q=trade")).found);
    expect((await search(`q=trad&cursor=${first.next}`)).status).toBe(400);
  });

  test.each(["", "q=", `q=${"x".repeat(129)}`, "q=a&kind=king", "q=a&limit=0", "q=a&limit=1e9", "q=a&q=b"])(
    "for %s is refused",
    async (query) => {
      expect((await search(query)).status).toBe(400);
    },
  );
});

describe("coverage", () => {
  test("tells routes that no permission covers, permissions that match none, and open routes", async () => {
    const answer = await service.send(admin, "GET /entitlements/routes");
    const told = JSON.parse(answer.text);
    expect([answer.status, told.known, told.unmatchedPermissions]).toEqual([
      200,
      true,
      [
        {
          permission: "old-trades",
          method: "GET",
          resource: "/trdaes/*",
          nearest: { method: "GET", path: "/trades/{tradeId}" },
        },
      ],
    ]);
    expect(told.uncoveredRoutes).toContainEqual({ method: "GET", path: "/trades" });
    expect(told.uncoveredRoutes).not.toContainEqual({ method: "GET", path: "/trades/{tradeId}" });
    expect(told.openRoutes).toContainEqual({ method: "GET", path: "/auth/login" });
  });

  test("is not known to a service that was told of no API", async () => {
    const { text } = await uninformed.send(admin, "GET /entitlements/routes");
    expect(JSON.parse(text)).toEqual({ known: false });
  });

  test("of a permission that is created is told with it", async () => {
    const body = (name: string, resource: string) => ({ name, method: "GET", resource, effect: "Allow" });
    const warned = await service.send(admin, "POST /permissions", { body: body("new", "/trdaes") });
    expect([warned.status, JSON.parse(warned.text).warnings]).toEqual([
      201,
      ["The permission new (GET /trdaes) matches no route of the API; the nearest is GET /trades."],
    ]);
    const fine = await service.send(admin, "POST /permissions", { body: body("newer", "/trades") });
    expect([fine.status, JSON.parse(fine.text)]).toEqual([201, body("newer", "/trades")]);
  });
});
