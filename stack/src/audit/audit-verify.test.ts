import { spawn } from "node:child_process";
import { createPrivateKey, randomBytes } from "node:crypto";
import { once } from "node:events";
import { appendFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkpointSigner } from "@gatehouse/audit-chain/checkpoint.ts";
import { auditEvidence } from "@gatehouse/db/audit-evidence.ts";
import { connect } from "@gatehouse/db/connect.ts";
import { ensureDatabase } from "@gatehouse/db/database.ts";
import { sharedServer, type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { Client } from "pg";
import { ensureCheckpointKey } from "../checkpoint-key.ts";
import { temporaryFolder } from "../testing/temporary-folder.ts";

const place = temporaryFolder();
const files = () => ({
  key: place("key.pem"),
  publicKeys: place("public.pem"),
  checkpoints: place("checkpoints.jsonl"),
});

let original: TestDatabase;
let server: { adminUrl: string; passwords: Record<string, string> };

const named = (url: string, database: string) => Object.assign(new URL(url), { pathname: `/${database}` }).href;

/** Two tenants' records, made as the service makes them, and signed up to the last but one of `corp`. */
beforeAll(async () => {
  server = await sharedServer();
  original = await testDatabase();
  const { key, publicKeys, checkpoints } = files();
  ensureCheckpointKey({ key, publicKeys });
  const service = connect(original.url("gatehouse_permissions"));
  const append = (tenant: string, subjects: readonly string[]) =>
    service.transaction(async (trx) => {
      await trx.raw("select set_config('app.tenant', ?, true)", [tenant]);
      const of = (subject: string) => ({ actor: "bob", action: "AssignRole", subject, after: { subject } });
      await trx("audit.changes").insert(subjects.map(of));
    });
  await append("corp", ["1", "2", "3", "4", "5"]);
  await append("acme", ["1", "2", "3"]);
  const sign = checkpointSigner(createPrivateKey(readFileSync(key)));
  for (const head of (await auditEvidence(service)).heads)
    appendFileSync(
      checkpoints,
      `${JSON.stringify({ checkpoint: await sign({ ...head, at: new Date().toISOString() }) })}\n`,
    );
  await append("corp", ["6"]);
  await service.destroy();
});
afterAll(async () => {
  await original.drop();
});

/** Runs the command as npm does. */
const run = async (args: readonly string[], environment: Record<string, string> = {}) => {
  const command = spawn(process.execPath, [join(import.meta.dirname, "main.ts"), ...args], {
    env: { ...process.env, ...environment },
  });
  const said = { out: "", err: "" };
  command.stdout.on("data", (chunk: Buffer) => (said.out += chunk));
  command.stderr.on("data", (chunk: Buffer) => (said.err += chunk));
  const [code] = await once(command, "close");
  return { code, ...said };
};

/** What the command says of a copy of the database that the superuser has tampered with. */
const tampered = async (sql: string, file = files().checkpoints) => {
  const copy = `tampered_${randomBytes(6).toString("hex")}`;
  const admin = new Client({ connectionString: server.adminUrl });
  await admin.connect();
  try {
    await ensureDatabase(admin, copy, new URL(original.adminUrl).pathname.slice(1));
    const inside = connect(named(server.adminUrl, copy), { poolSize: 1 });
    await inside.raw(`set session_replication_role = replica; ${sql}`);
    await inside.destroy();
    const url = named(original.url("gatehouse_auditor"), copy);
    return await run(["--database", url, "--checkpoints", file, "--key", files().publicKeys]);
  } finally {
    await admin.query(`drop database if exists ${copy} with (force)`);
    await admin.end();
  }
};

test("an untouched database passes, with what was verified", async () => {
  expect(await tampered("select 1")).toEqual({
    code: 0,
    out: 'tenant "acme": 3 records, 1 checkpoint\ntenant "corp": 6 records, 1 checkpoint\nthe records are as they were made\n',
    err: "",
  });
});

const of = (tenant: string, seq: number) => `tenant = '${tenant}' and seq = ${seq}`;
const hash = String.raw`[\da-f]{64}`;

describe("in a copy that was tampered with, it names", () => {
  test.each<[string, string, string[]]>([
    [
      "an edited byte",
      `update audit.changes set actor = 'bop' where ${of("corp", 3)}`,
      [`edited: tenant "corp", record 3: expected hash ${hash}; received hash ${hash}`],
    ],
    [
      "an edited value inside a document",
      `update audit.changes set after = '{"subject": "7"}' where ${of("corp", 3)}`,
      [`edited: tenant "corp", record 3: expected hash ${hash}; received hash ${hash}`],
    ],
    [
      "an edited time",
      `update audit.changes set at = at + interval '1 microsecond' where ${of("corp", 3)}`,
      [`edited: tenant "corp", record 3: expected hash ${hash}; received hash ${hash}`],
    ],
    [
      "a record edited and hashed anew",
      `update audit.changes set actor = 'bop' where ${of("corp", 3)};
       update audit.changes set hash = audit.hash_of(changes) where ${of("corp", 3)}`,
      [`edited: tenant "corp", record 3: expected hash ${hash}; received hash ${hash}`],
    ],
    [
      "a deleted row",
      `delete from audit.changes where ${of("corp", 2)}`,
      ['deleted: tenant "corp", record 2: expected a record; received none'],
    ],
    [
      "an inserted row",
      `alter table audit.changes drop constraint changes_tenant_seq_key;
       insert into audit.changes (id, actor, action, subject, tenant, seq, previous, hash)
         select 1000, 'mallory', action, subject, tenant, seq, previous, hash from audit.changes where ${of("corp", 2)};
       update audit.changes set hash = audit.hash_of(changes) where id = 1000`,
      [`inserted: tenant "corp", record 2: expected no such record; received hash ${hash}`],
    ],
    [
      "two swapped rows",
      `update audit.changes set seq = -1 where ${of("corp", 2)};
       update audit.changes set seq = 2 where ${of("corp", 4)};
       update audit.changes set seq = 4 where ${of("corp", -1)}`,
      [
        'reordered: tenant "corp", record 2: expected number 2; received number 4',
        'reordered: tenant "corp", record 4: expected number 4; received number 2',
      ],
    ],
    [
      "an end that was cut off, with audit.chains corrected",
      `delete from audit.changes where tenant = 'corp' and seq > 3;
       update audit.chains set (seq, hash) = (select seq, hash from audit.changes where ${of("corp", 3)}) where tenant = 'corp'`,
      ['cut off: tenant "corp", records 4 to 5: expected 2 records; received none'],
    ],
    [
      "an end that was cut off before it was signed",
      `delete from audit.changes where ${of("corp", 6)}`,
      ['cut off: tenant "corp", record 6: expected a record; received none'],
    ],
    [
      "a record that was moved to another tenant",
      `update audit.changes set tenant = 'acme' where ${of("corp", 4)}`,
      ['moved: tenant "corp", record 4: expected tenant "corp", record 4; received tenant "acme", record 4'],
    ],
    [
      "a chain that was computed anew",
      `do $$ declare one audit.changes; link bytea; begin
         update audit.changes set actor = 'mallory' where ${of("corp", 2)};
         select previous into link from audit.changes where ${of("corp", 2)};
         for one in select * from audit.changes where tenant = 'corp' and seq >= 2 order by seq loop
           one.previous := link; link := audit.hash_of(one);
           update audit.changes set previous = one.previous, hash = link where id = one.id;
         end loop;
         update audit.chains set hash = link where tenant = 'corp';
       end $$`,
      [
        `rewritten: tenant "corp", records 1 to 5: expected hash ${hash} at record 5, as it was signed; received hash ${hash}`,
      ],
    ],
  ])("%s", async (_case, sql, expected) => {
    const { code, out, err } = await tampered(sql);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    const lines = out.split("\n").filter((line) => line.includes(": expected "));
    expect(lines).toEqual(expected.map((line) => expect.stringMatching(new RegExp(`^${line}$`))));
  });
});

test("a tampered checkpoint is named by its line", async () => {
  const file = place("tampered.jsonl");
  const [first = "", second = ""] = readFileSync(files().checkpoints, "utf8").split("\n");
  writeFileSync(file, `${first}\n${second.replace(/.{8}"}$/, 'AAAAAAAA"}')}\n`);
  const { code, out } = await tampered("select 1", file);
  expect(code).toBe(1);
  expect(out).toMatch(/^bad checkpoint: line 2: expected a JWS signed by the given key; received /m);
});

describe("it cannot verify", () => {
  const database = "postgres://x:y@127.0.0.1:1/z";

  test.each<[string, () => Record<string, string>, RegExp]>([
    ["without a stack that runs", () => ({}), /no stack runs on .*: start it \(npm start\), or name a database/],
    ["with half of what it needs", () => ({ checkpoints: "x" }), /--database, --checkpoints and --key belong together/],
    ["with an option that it does not know", () => ({ all: "x" }), /Unknown option '--all'/],
    ["a database that does not answer", () => given({}), /the records cannot be read: /],
    ["without the file of checkpoints", () => given({ checkpoints: place("none") }), /ENOENT.*none/],
    ["with a key that is none", () => given({ key: import.meta.filename }), /expected one or more keys in PEM/],
  ])("%s", async (_case, options, message) => {
    const args = Object.entries(options()).flatMap(([name, value]) => [`--${name}`, value]);
    const { code, out, err } = await run(args, { GATEHOUSE_DATA_DIR: place("empty") });
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(message);
    expect(err).not.toMatch(/ at .*\.ts:\d/);
  });

  const given = (other: object) => ({ database, checkpoints: files().checkpoints, key: files().publicKeys, ...other });
});
