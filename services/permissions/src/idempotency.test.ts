import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import type { Running } from "@gatehouse/http/listen.ts";
import { logger } from "@gatehouse/http/log.ts";
import { ask } from "@gatehouse/http/testing/ask.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { start } from "./app.ts";

let database: TestDatabase;
let admin: Knex;
let running: Running;
let folder: string;
let socket: string;
const log = logger("permissions", { write: () => {} });
const startAt = async (path: string) =>
  await start(
    { PERMISSIONS_LISTEN: { socket: path }, PERMISSIONS_DATABASE_URL: database.url("gatehouse_permissions") },
    { log },
  );

beforeAll(async () => {
  database = await testDatabase();
  admin = connect(database.adminUrl);
  folder = mkdtempSync(join(tmpdir(), "idempotency-"));
  socket = join(folder, "permissions.sock");
  running = await startAt(socket);
});
afterAll(async () => {
  await running.close();
  await admin.destroy();
  await database.drop();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  await admin.raw(`
    delete from entitlements.tenants;
    insert into entitlements.tenants values ('corp'), ('other');
    insert into entitlements.providers values ('CorpSAML', 'corp'), ('OtherSAML', 'other');
  `);
});

interface Sent {
  readonly key: string;
  readonly body?: object;
  readonly actor?: string;
  readonly path?: string;
  readonly at?: string;
}
const post = ({ key, body = { name: "r" }, actor = "CorpSAML_bob", path = "/roles", at = socket }: Sent) =>
  ask(at, path, {
    method: "POST",
    headers: { "X-User-Id": actor, "Content-Type": "application/json", "Idempotency-Key": key },
    body: JSON.stringify(body),
  });
const rolesOf = async (tenant: string): Promise<string[]> =>
  await admin.withSchema("entitlements").table("roles").where({ tenant }).orderBy("name").pluck("name");
const permission = { name: "p", method: "GET", resource: "/x", effect: "Allow" };

describe("a request with a key", () => {
  test("is answered as before when it is repeated, and made once", async () => {
    const first = await post({ key: "k" });
    const again = await post({ key: "k" });
    expect(first.status).toBe(201);
    const told = ({ status, headers, text }: typeof first) => [
      status,
      headers.etag,
      headers.location,
      headers["content-type"],
      text,
    ];
    expect(told(again)).toEqual(told(first));
    // The control: the name is taken for a request that is not a repeat.
    expect((await post({ key: "k2" })).status).toBe(409);
  });

  test("gets the refusal that was decided, whatever has happened since", async () => {
    await post({ key: "first" });
    const refused = await post({ key: "second" });
    expect(refused.status).toBe(409);
    await admin.raw("delete from entitlements.roles");
    const again = await post({ key: "second" });
    expect([again.status, again.headers["content-type"], again.text]).toEqual([
      409,
      refused.headers["content-type"],
      refused.text,
    ]);
    expect((await post({ key: "third" })).status).toBe(201);
  });

  test("is refused with another body", async () => {
    await post({ key: "k" });
    const other = await post({ key: "k", body: { name: "s" } });
    expect(other.status).toBe(422);
    expect(await rolesOf("corp")).toEqual(["r"]);
  });

  test("means one caller, one route and one tenant", async () => {
    expect((await post({ key: "k" })).status).toBe(201);
    expect((await post({ key: "k", actor: "CorpSAML_carol" })).status).toBe(409);
    expect((await post({ key: "k", path: "/permissions", body: permission })).status).toBe(201);
    expect((await post({ key: "k", actor: "OtherSAML_bob" })).status).toBe(201);
    expect(await rolesOf("other")).toEqual(["r"]);
  });

  test("waits for one that is under way: of many at once one acts, and all get its answer", async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => post({ key: "k", body: { name: "raced" } })));
    expect(new Set(answers.map(({ status, text, headers }) => JSON.stringify([status, text, headers.etag]))).size).toBe(
      1,
    );
    expect(answers[0]?.status).toBe(201);
    const { rows } = await admin.raw("select count(*)::int as made from audit.changes where after->>'name' = 'raced'");
    expect(rows).toEqual([{ made: 1 }]);
  });

  test("survives a restart, and is known to another process", async () => {
    const first = await post({ key: "k" });
    const other = join(folder, "other.sock");
    const another = await startAt(other);
    expect((await post({ key: "k", at: other })).text).toBe(first.text);
    await another.close();
  });

  test("is free again where the request failed for no fault of its own", async () => {
    await admin.raw("revoke insert (actor) on audit.changes from gatehouse_permissions");
    expect((await post({ key: "k" })).status).toBe(500);
    await admin.raw("grant insert (actor) on audit.changes to gatehouse_permissions");
    expect((await post({ key: "k" })).status).toBe(201);
  });

  test("is remembered for a day", async () => {
    await post({ key: "k" });
    const age = (hours: number) =>
      admin.raw(`update entitlements.idempotency_keys set at = now() - interval '${hours} hours'`);
    await age(23);
    expect((await post({ key: "k" })).status).toBe(201);
    await age(25);
    expect((await post({ key: "k" })).status).toBe(409);
  });

  test.each(["", "a b", "a,b", "x".repeat(256), "ë"])("that is malformed is refused: %p", async (key) => {
    const answer = await post({ key: Buffer.from(key).toString("latin1") });
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.text).errors).toEqual([{ field: "Idempotency-Key", reason: expect.any(String) }]);
    expect((await post({ key: '"quoted"' })).status).toBe(201);
  });
});
