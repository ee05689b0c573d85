import type { Answer } from "@gatehouse/http/testing/ask.ts";
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
      permissions: { everything: "* /* Allow", hidden: "GET /hidden Allow" },
      roles: { root: { holds: ["everything"] }, secret: { holds: ["hidden"] } },
      users: { Corp_alice: ["root", "secret"] },
      groups: { insiders: ["secret"] },
    }).concat(`
      insert into entitlements.permissions values ('all', '*', '/*', 'Allow', 'other');
      insert into entitlements.roles (tenant, name) values ('other', 'chief');
      insert into entitlements.role_permissions values ('chief', 'all', 'other');
      insert into entitlements.user_roles (tenant, username, role, granted_by) values ('other', 'Other_mallory', 'chief', 'setup');`),
  ),
);

/** All of an answer but what is of the moment, with the name that was asked about taken out. */
const told = ({ status, headers, text }: Answer, name: string) => {
  const { date: _date, ...rest } = headers;
  const body = text.replaceAll(name, "NAME").replace(/"requestId":"[^"]*"/, "");
  return { status, headers: { ...rest, "content-length": "" }, body };
};
const ifMatch = { "If-Match": '"1"' };
const grant = { body: {} };

describe("what another tenant has answers as what does not exist", () => {
  test.each<[string, string, string, object]>([
    ["GET /users/NAME/roles", "Corp_alice", "Nowhere_alice", {}],
    ["GET /users/NAME/permissions", "Corp_alice", "Nowhere_alice", {}],
    ["PUT /users/NAME/roles/chief", "Corp_alice", "Nowhere_alice", grant],
    ["DELETE /users/NAME/roles/chief", "Corp_alice", "Nowhere_alice", {}],
    ["DELETE /users/NAME", "Corp_alice", "Nowhere_alice", {}],
    ["PUT /users/Other_x/roles/NAME", "secret", "absent", grant],
    ["DELETE /users/Other_x/roles/NAME", "secret", "absent", {}],
    ["GET /groups/NAME/roles", "insiders", "nobodies", {}],
    ["PUT /groups/g/roles/NAME", "secret", "absent", grant],
    ["DELETE /groups/g/roles/NAME", "secret", "absent", {}],
    ["GET /roles/NAME", "secret", "absent", {}],
    ["PATCH /roles/NAME", "secret", "absent", { body: { description: "x" }, headers: ifMatch }],
    ["DELETE /roles/NAME", "secret", "absent", { headers: ifMatch }],
    ["GET /roles/NAME/members", "secret", "absent", {}],
    ["GET /roles/NAME/permissions", "secret", "absent", {}],
    ["PUT /roles/NAME/permissions/all", "secret", "absent", {}],
    ["PUT /roles/chief/permissions/NAME", "hidden", "absent", {}],
    ["DELETE /roles/NAME/permissions/all", "secret", "absent", {}],
    ["DELETE /roles/chief/permissions/NAME", "hidden", "absent", {}],
    ["PUT /roles/NAME/delegations/all", "secret", "absent", {}],
    ["PUT /roles/chief/delegations/NAME", "hidden", "absent", {}],
    ["DELETE /roles/chief/delegations/NAME", "hidden", "absent", {}],
    ["GET /permissions/NAME", "hidden", "absent", {}],
    ["PATCH /permissions/NAME", "hidden", "absent", { body: { resource: "/x" }, headers: ifMatch }],
    ["DELETE /permissions/NAME", "hidden", "absent", { headers: ifMatch }],
    ["GET /permissions/NAME/holders", "hidden", "absent", {}],
    ["GET /users?role=NAME", "secret", "absent", {}],
    ["GET /users?permission=NAME", "hidden", "absent", {}],
    ["GET /users?search=NAME", "Corp_", "Nowhere_", {}],
    ["GET /groups?search=NAME", "insiders", "nobodies", {}],
    ["GET /roles?search=NAME", "secret", "absent", {}],
    ["GET /permissions?search=NAME", "hidden", "absent", {}],
    ["GET /users/Other_mallory/permissions?group=NAME", "insiders", "nobodies", {}],
  ])("%s", async (request, theirs, nobodys, sent) => {
    const ask = async (name: string) =>
      told(await service.send("Other_mallory", request.replace("NAME", name), sent), name);
    expect(await ask(theirs)).toEqual(await ask(nobodys));
  });

  test("and a name that another tenant has is free", async () => {
    const created = await service.send("Other_mallory", "POST /roles", { body: { name: "secret" } });
    expect(created.status).toBe(201);
    expect((await service.send("Other_mallory", "PUT /users/Other_x/roles/secret")).status).toBe(204);
    const members = await service.send("Other_mallory", "GET /roles/secret/members");
    expect(JSON.parse(members.text).members).toMatchObject([{ kind: "user", name: "Other_x" }]);
    const theirs = await service.send("Corp_alice", "GET /roles/secret/members");
    expect(JSON.parse(theirs.text).members).toHaveLength(2);
  });
});

test("a list shows the own tenant alone", async () => {
  const listed = async (actor: string, path: string) => JSON.parse((await service.send(actor, `GET ${path}`)).text);
  expect((await listed("Other_mallory", "/roles")).roles.map(({ name }: { name: string }) => name)).toEqual(["chief"]);
  expect((await listed("Corp_alice", "/roles")).roles.map(({ name }: { name: string }) => name)).toEqual([
    "root",
    "secret",
  ]);
  expect((await listed("Other_mallory", "/users")).users).toEqual([{ userId: "Other_mallory" }]);
  expect((await listed("Other_mallory", "/groups")).groups).toEqual([]);
});

test("a caller of no tenant is refused, whatever he asks", async () => {
  for (const request of ["GET /roles", "GET /users", "POST /roles", "DELETE /users/Corp_alice"]) {
    const body = request.startsWith("POST") ? { body: { name: "x" } } : {};
    expect((await service.send("Nowhere_eve", request, body)).status).toBe(403);
  }
});

test("connections that were used for one tenant carry it to nobody", async () => {
  // As many as the pool has, many times over, mixed.
  const actors = Array.from(
    { length: 60 },
    (_, index) => ["Corp_alice", "Other_mallory", "Nowhere_eve"][index % 3] ?? "",
  );
  const answers = await Promise.all(actors.map((actor) => service.send(actor, "GET /roles")));
  const seen = answers.map(({ status, text }) =>
    status === 200
      ? JSON.parse(text)
          .roles.map(({ name }: { name: string }) => name)
          .join()
      : status,
  );
  expect(seen).toEqual(actors.map((actor) => ({ Corp_alice: "root,secret", Other_mallory: "chief" })[actor] ?? 403));
});
