import { randomUUID } from "node:crypto";
import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { poolFile } from "../config/pool-file.ts";
import { keySet } from "../tokens/signing-keys.ts";
import { applyPoolFile } from "./apply-pool-file.ts";
import { ensureRelayKey } from "./relay-key-in-postgres.ts";
import { ensureSigningKeys, signingKeysInPostgres } from "./signing-keys-in-postgres.ts";
import { sweep } from "./sweep.ts";

let database: TestDatabase;
let processes: Knex[];
beforeAll(async () => {
  database = await testDatabase();
  processes = [1, 2, 3].map(() => connect(database.url("gatehouse_user_pool"), { statementTimeout: 5_000 }));
});
afterAll(async () => {
  for (const process of processes) await process.destroy();
  await database.drop();
});

const Id = "us-east-1_AbCdEfGh1";
const file = poolFile.parse({
  UserPool: { Id, PoolName: "tests" },
  UserPoolClients: [{ ClientId: "1client", ClientName: "web" }],
});

test("processes that start together for the first time agree on everything", async () => {
  const starts = await Promise.all(
    processes.map(async (knex) => {
      await applyPoolFile(knex, file, new Date());
      await ensureSigningKeys(knex, Id);
      return {
        relay: await ensureRelayKey(knex),
        keys: keySet(await signingKeysInPostgres(knex, () => new Date())(Id)),
      };
    }),
  );
  expect(starts[1]).toEqual(starts[0]);
  expect(starts[2]).toEqual(starts[0]);
});

test("a file that says what it said keeps the dates; a change moves the last one", async () => {
  const [knex] = processes as [Knex];
  const dates = () => knex("clients").first("created_at", "modified_at");
  const before = await dates();
  await applyPoolFile(knex, file, new Date());
  expect(await dates()).toEqual(before);
  const changed = {
    ...file,
    UserPoolClients: file.UserPoolClients.map((client) => ({ ...client, ClientName: "other" })),
  };
  const later = new Date(Date.now() + 1000);
  await applyPoolFile(knex, changed, later);
  expect(await dates()).toEqual({ created_at: before.created_at, modified_at: later });
});

test("sweeping removes what has expired and nothing else", async () => {
  const [knex] = processes as [Knex];
  const now = new Date();
  const row = (assertion_id: string, seconds: number) => ({
    issuer: "i",
    assertion_id,
    expires_at: new Date(now.getTime() + seconds * 1000),
  });
  await knex("seen_assertions").insert([row("past", -1), row("future", 1)]);
  const attempt = (seconds: number) => ({
    id: randomUUID(),
    started_at: new Date(now.getTime() - seconds * 1000),
    outcome: "success",
  });
  const [old, young] = [attempt(86_401), attempt(86_399)];
  await knex("sign_in_attempts").insert([old, young]);
  await knex("sign_in_legs").insert([old, young].map(({ id }) => ({ attempt_id: id, request_id: id, leg: "{}" })));
  await sweep(knex, now, { tracesKept: 86_400 });
  expect(await knex("sign_in_attempts").pluck("id")).toEqual([young.id]);
  expect(await knex("sign_in_legs").pluck("attempt_id")).toEqual([young.id]);
  expect(await knex("seen_assertions").pluck("assertion_id")).toEqual(["future"]);
});
