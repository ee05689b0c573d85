import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import type { Running } from "@gatehouse/http/listen.ts";
import { logger } from "@gatehouse/http/log.ts";
import { ask } from "@gatehouse/http/testing/ask.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { start } from "../app.ts";

let database: TestDatabase;
let admin: Knex;
let running: Running;
let folder: string;
let socket: string;

/** Six records of `corp`, one a day, and one of another tenant. */
beforeAll(async () => {
  database = await testDatabase();
  admin = connect(database.adminUrl);
  await admin.raw(`
    insert into entitlements.tenants values ('corp'), ('other');
    insert into entitlements.providers values ('CorpSAML', 'corp'), ('OtherSAML', 'other');
  `);
  const made = (number: number) => ({
    tenant: "corp",
    actor: number % 2 ? "CorpSAML_bob" : "CorpSAML_ann",
    action: number === 4 ? "RemoveRole" : "AssignRole",
    subject: `user/${number}`,
    decision: number === 5 ? "denied" : "made",
    after: JSON.stringify({ number }),
    request_id: `r-${number}`,
    source_ip: "192.0.2.1",
  });
  for (const number of [1, 2, 3, 4, 5, 6]) await admin("audit.changes").insert(made(number));
  await admin("audit.changes").insert({ ...made(1), tenant: "other", actor: "OtherSAML_eve" });
  // The trigger gives every record its time; this is about lists alone.
  await admin.raw(
    "set session_replication_role = replica; update audit.changes set at = timestamptz '2026-01-01Z' + (seq - 1) * interval '1 day'; set session_replication_role = origin",
  );
  folder = mkdtempSync(join(tmpdir(), "changes-"));
  socket = join(folder, "p.sock");
  const log = logger("permissions", { write: () => {} });
  const url = database.url("gatehouse_permissions");
  running = await start({ PERMISSIONS_LISTEN: { socket }, PERMISSIONS_DATABASE_URL: url }, { log });
});
afterAll(async () => {
  await running.close();
  await admin.destroy();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const list = async (query = "", user = "CorpSAML_bob") => {
  const { status, text } = await ask(socket, `/changes${query}`, { headers: { "X-User-Id": user } });
  return { status, body: JSON.parse(text) };
};
const numbers = ({ body }: Awaited<ReturnType<typeof list>>) => body.changes.map(({ seq }: { seq: number }) => seq);

test("a record tells who changed what, when, from where and in which request", async () => {
  const { status, body } = await list("?limit=1");
  expect(status).toBe(200);
  expect(body.changes).toEqual([
    {
      seq: 6,
      at: "2026-01-06T00:00:00.000Z",
      actor: "CorpSAML_ann",
      action: "AssignRole",
      subject: "user/6",
      after: { number: 6 },
      decision: "made",
      requestId: "r-6",
      sourceIp: "192.0.2.1",
      hash: expect.stringMatching(/^[\da-f]{64}$/),
    },
  ]);
});

test.each<[string, number[]]>([
  ["", [6, 5, 4, 3, 2, 1]],
  ["?actor=CorpSAML_ann", [6, 4, 2]],
  ["?subject=user/3", [3]],
  ["?action=RemoveRole", [4]],
  ["?decision=denied", [5]],
  ["?since=2026-01-03T00:00:00Z", [6, 5, 4, 3]],
  ["?until=2026-01-03T00:00:00Z", [2, 1]],
  ["?since=2026-01-02T00:00:00Z&until=2026-01-04T00:00:00Z&actor=CorpSAML_bob", [3]],
  ["?actor=OtherSAML_eve", []],
])("%s lists %j", async (query, expected) => {
  expect(numbers(await list(query))).toEqual(expected);
});

test("another tenant sees its own", async () => {
  const { body } = await list("", "OtherSAML_eve");
  expect(body.changes).toMatchObject([{ seq: 1, actor: "OtherSAML_eve" }]);
});

test("pages hold together while records are added", async () => {
  const first = await list("?limit=4&action=AssignRole");
  expect(numbers(first)).toEqual([6, 5, 3, 2]);
  await admin("audit.changes").insert({ tenant: "corp", actor: "x", action: "AssignRole", subject: "late" });
  const second = await list(`?limit=4&action=AssignRole&cursor=${first.body.next}`);
  expect(numbers(second)).toEqual([1]);
  expect(second.body).not.toHaveProperty("next");
  expect((await list(`?limit=4&cursor=${first.body.next}`)).status).toBe(400);
  expect((await list(`?limit=4&action=AssignRole&cursor=${first.body.next}`, "OtherSAML_eve")).status).toBe(400);
});

describe("refuses", () => {
  test.each(["decision=maybe", "since=yesterday", "actor=", "tenant=other", "limit=0", "seq=1"])(
    "%s",
    async (query) => {
      const { status, body } = await list(`?${query}`);
      expect(status).toBe(400);
      expect(body.errors).toEqual([expect.objectContaining({ reason: expect.any(String) })]);
    },
  );
});
