import { start } from "@gatehouse/audit-chain/hash.ts";
import { verifyChain } from "@gatehouse/audit-chain/verify-chain.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { auditEvidence } from "./audit-evidence.ts";
import { connect } from "./connect.ts";
import { migrate } from "./migrate.ts";
import { migrations } from "./migrations.ts";
import { alone, connectAsOwner } from "./prepare-database.ts";
import { sharedServer, type TestDatabase, testDatabase } from "./testing/database.ts";

let database: TestDatabase;
let admin: Knex;
let service: Knex;
let auditor: Knex;
beforeAll(async () => {
  database = await testDatabase();
  admin = connect(database.adminUrl);
  service = connect(database.url("gatehouse_permissions"), { statementTimeout: 10_000 });
  auditor = connect(database.url("gatehouse_auditor"), { poolSize: 1 });
});
afterAll(async () => {
  for (const pool of [admin, service, auditor]) await pool.destroy();
  await database.drop();
});

/** Appends as the service does, in a transaction of the tenant. */
const append = async (tenant: string, count = 1, row: object = {}) =>
  await service.transaction(async (trx) => {
    await trx.raw("select set_config('app.tenant', ?, true)", [tenant]);
    const record = { actor: "bob", action: "Test", subject: "x", ...row };
    await trx("audit.changes").insert(Array.from({ length: count }, () => record));
  });

const chain = async (tenant: string | null) =>
  await admin("audit.changes")
    .where({ tenant })
    .orderBy("seq")
    .select("*", admin.raw("encode(previous, 'hex') as link, encode(hash, 'hex') as seal"));

const findings = async (pool = auditor) =>
  (await verifyChain({ ...(await auditEvidence(pool)), checkpoints: "", publicKeys: [] })).findings;

describe("records", () => {
  test("are numbered and chained, each tenant's for itself", async () => {
    await append("one", 2);
    await append("two");
    await append("one");
    await service("audit.changes").insert({ actor: "nobody", action: "Test", subject: "x" });
    const [one, two, nobodys] = [await chain("one"), await chain("two"), await chain(null)];
    expect([one, two, nobodys].map((records) => records.map(({ seq }) => seq))).toEqual([
      ["1", "2", "3"],
      ["1"],
      ["1"],
    ]);
    expect(one.map(({ link }) => link)).toEqual([start, one[0].seal, one[1].seal]);
    expect(two[0].link).toBe(start);
    expect(await findings()).toEqual([]);
  });

  test("hash alike here and in the database, whatever stands in them", async () => {
    const odd = { b: 1.5e300, aa: [null, true, "ü\n\u0007"], a: { "": "😀" } };
    await append("odd", 1, {
      subject: "user/ä,1:\r\n\u001b[2J",
      before: JSON.stringify(odd),
      after: "null",
      decision: "denied",
      on_behalf: "",
      source_ip: "2001:db8::1",
      request_id: "-",
    });
    expect(await findings()).toEqual([]);
    const [record] = await chain("odd");
    expect([record.decision, record.before]).toEqual(["denied", odd]);
  });

  test("have no gap where a transaction fails, and none where many append at once", async () => {
    const failing = service.transaction(async (trx) => {
      await trx.raw("select set_config('app.tenant', 'busy', true)");
      await trx("audit.changes").insert({ actor: "bob", action: "Test", subject: "lost" });
      throw new Error("no");
    });
    await expect(failing).rejects.toThrow("no");
    await Promise.all(Array.from({ length: 20 }, () => append("busy", 3)));
    expect((await chain("busy")).map(({ seq }) => Number(seq))).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    expect(await findings()).toEqual([]);
  });

  test("are not chosen by who inserts: not even the owner says number, time, link or hash", async () => {
    await admin.raw(`
      begin; set local role gatehouse_owner;
      insert into audit.changes (id, at, tenant, seq, previous, hash, actor, action, subject)
        values (1, '2001-01-01', 'chosen', 77, sha256(''), sha256(''), 'owner', 'Test', 'x');
      commit;`);
    const [record, ...others] = await chain("chosen");
    expect(others).toEqual([]);
    expect(record).toMatchObject({ tenant: "chosen", seq: "1", link: start });
    expect(record.id).not.toBe("1");
    expect(Date.now() - record.at.getTime()).toBeLessThan(60_000);
    expect(await findings()).toEqual([]);
  });
});

test("the service reads its tenant's records and no other", async () => {
  const seen = async (tenant: string) =>
    await service.transaction(async (trx) => {
      await trx.raw("select set_config('app.tenant', ?, true)", [tenant]);
      return await trx("audit.changes").distinct("tenant").pluck("tenant");
    });
  expect(await seen("one")).toEqual(["one"]);
  expect(await seen("absent")).toEqual([]);
  expect(await seen("")).toEqual([]);
});

test("records from before are chained, those of the first tenant's time", async () => {
  const { adminUrl } = await sharedServer();
  const name = `chained_${process.pid}`;
  const until = (last: string) => migrations.slice(0, migrations.findIndex(({ name }) => name === last) + 1);
  await alone(adminUrl, async (server) => {
    await server.query(`create database ${name} owner gatehouse_owner`);
    const asOwner = connectAsOwner(adminUrl, name);
    try {
      await migrate(asOwner, until("0018-usage-of-api-keys"));
      await asOwner.raw("insert into entitlements.roles (name) values ('reader')");
      const early = { actor: "bob", action: "Test", subject: "x", after: JSON.stringify({ n: 1 }) };
      await asOwner("audit.changes").insert([early, early, early]);
      await migrate(asOwner, until("0020-audit-chain"));
      await asOwner("audit.changes").insert({ tenant: "default", actor: "bob", action: "Test", subject: "y" });
      const { seals, heads } = await auditEvidence(asOwner);
      expect(new Set(seals.map(({ tenant }) => tenant))).toEqual(new Set(["default"]));
      expect(seals.map(({ seq }) => seq).sort()).toEqual([1, 2, 3, 4]);
      expect(await findings(asOwner)).toEqual([]);
      expect(heads).toEqual([expect.objectContaining({ tenant: "default", seq: 4 })]);
      await expect(asOwner("audit.changes").delete()).rejects.toThrow(/append-only/);
    } finally {
      await asOwner.destroy();
      await server.query(`drop database ${name} with (force)`);
    }
  });
});
