import { createPublicKey, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Writable } from "node:stream";
import { verifyChain } from "@gatehouse/audit-chain/verify-chain.ts";
import { BadEnvironment, readEnvironment } from "@gatehouse/config/environment.ts";
import { auditEvidence } from "@gatehouse/db/audit-evidence.ts";
import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { logger } from "@gatehouse/http/log.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { start } from "../app.ts";
import { settings } from "../settings.ts";

const { privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
const pem = privateKey.export({ type: "pkcs8", format: "pem" }) as string;
const publicKeys = [createPublicKey(pem)];

let folder: string;
let database: TestDatabase;
let admin: Knex;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "checkpoints-"));
  database = await testDatabase();
  admin = connect(database.adminUrl);
});
afterAll(async () => {
  await admin.destroy();
  await database.drop();
  rmSync(folder, { recursive: true });
});

const environment = (more: Record<string, string>) => ({
  PERMISSIONS_LISTEN: `unix:${join(folder, "p.sock")}`,
  PERMISSIONS_DATABASE_URL: database.url("gatehouse_permissions"),
  ...more,
});

const append = async (tenant: string, count: number) => {
  await admin("audit.changes").insert(
    Array.from({ length: count }, () => ({ tenant, actor: "a", action: "b", subject: "c" })),
  );
};

test("the service signs where chains end, when it starts and when it ends, in the file and in its log", async () => {
  const file = join(folder, "checkpoints.jsonl");
  const lines: string[] = [];
  const log = logger(
    "permissions",
    new Writable({ write: (chunk, _encoding, done) => done(void lines.push(`${chunk}`)) }),
  );
  const read = readEnvironment(
    settings,
    environment({ PERMISSIONS_CHECKPOINT_KEY: pem, PERMISSIONS_CHECKPOINTS: file }),
  );
  const verified = async (checkpoints: string) =>
    await verifyChain({ ...(await auditEvidence(admin)), checkpoints, publicKeys });

  await append("corp", 3);
  await (await start(read, { log })).close();
  await append("corp", 2);
  const running = await start(read, { log });
  await append("acme", 1);
  await running.close();

  const expected = [
    { tenant: "acme", records: 1, checkpoints: 1 },
    { tenant: "corp", records: 5, checkpoints: 2 },
  ];
  expect(await verified(readFileSync(file, "utf8"))).toEqual({ findings: [], tenants: expected });
  expect(await verified(lines.join(""))).toEqual({ findings: [], tenants: expected });
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

describe("the settings", () => {
  const faults = (more: Record<string, string>) => {
    try {
      readEnvironment(settings, environment(more));
      return "";
    } catch (error) {
      expect(error).toBeInstanceOf(BadEnvironment);
      return (error as Error).message;
    }
  };

  test.each<[string, () => Record<string, string>, RegExp | ""]>([
    ["both", () => ({ PERMISSIONS_CHECKPOINT_KEY: pem, PERMISSIONS_CHECKPOINTS: join(folder, "c") }), ""],
    ["neither", () => ({}), ""],
    ["a key alone", () => ({ PERMISSIONS_CHECKPOINT_KEY: pem }), /PERMISSIONS_CHECKPOINTS: expected .*; it is not set/],
    [
      "a file alone",
      () => ({ PERMISSIONS_CHECKPOINTS: join(folder, "c") }),
      /PERMISSIONS_CHECKPOINT_KEY: expected .*; it is not set/,
    ],
    [
      "a key of another kind",
      () => ({
        PERMISSIONS_CHECKPOINT_KEY: generateKeyPairSync("ec", { namedCurve: "P-384" }).privateKey.export({
          type: "pkcs8",
          format: "pem",
        }) as string,
        PERMISSIONS_CHECKPOINTS: join(folder, "c"),
      }),
      /PERMISSIONS_CHECKPOINT_KEY: expected a private key of the curve P-256 in PEM; received a value/,
    ],
    [
      "something else",
      () => ({ PERMISSIONS_CHECKPOINT_KEY: "secret", PERMISSIONS_CHECKPOINTS: join(folder, "c") }),
      /PERMISSIONS_CHECKPOINT_KEY: expected a private key of the curve P-256 in PEM; received a value/,
    ],
  ])("are good or told: %s", (_case, more, message) => {
    if (message) expect(faults(more())).toMatch(message);
    else expect(faults(more())).toBe("");
  });
});

test("a file that cannot be written stops the start", async () => {
  const place = join(folder, "no-folder");
  writeFileSync(place, "");
  const read = readEnvironment(
    settings,
    environment({ PERMISSIONS_CHECKPOINT_KEY: pem, PERMISSIONS_CHECKPOINTS: join(place, "checkpoints.jsonl") }),
  );
  await expect(start(read, { log: logger("permissions", { write: () => {} }) })).rejects.toThrow(
    /PERMISSIONS_CHECKPOINTS: checkpoints cannot be kept: ENOTDIR/,
  );
});
