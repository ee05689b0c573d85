import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { poolFile } from "../config/pool-file.ts";
import { lead } from "../tokens/key-turns.ts";
import { keySet } from "../tokens/signing-keys.ts";
import { applyPoolFile } from "./apply-pool-file.ts";
import { ensureSigningKeys, signingKeysInPostgres, turnSigningKeys } from "./signing-keys-in-postgres.ts";

const Id = "us-east-1_AbCdEfGh1";
const day = 86_400_000;
const age = 30 * day;

let database: TestDatabase;
let processes: [Knex, Knex];
let first: number;
beforeAll(async () => {
  database = await testDatabase();
  const process = () => connect(database.url("gatehouse_user_pool"), { statementTimeout: 5_000 });
  processes = [process(), process()];
  const [knex] = processes;
  const clients = [{ ClientId: "1client", ClientName: "web" }];
  const file = poolFile.parse({ UserPool: { Id, PoolName: "tests" }, UserPoolClients: clients });
  await applyPoolFile(knex, file, new Date());
  await ensureSigningKeys(knex, Id);
  first = (await knex("signing_keys").min<{ min: Date }>("signs_from").first())?.min.getTime() ?? 0;
});
afterAll(async () => {
  for (const process of processes) await process.destroy();
  await database.drop();
});

/** What each process signs with and publishes at a time, both read anew. */
const keysOfAll = (time: number) =>
  Promise.all(
    processes.map(async (knex) => {
      const keys = await signingKeysInPostgres(knex, () => new Date(time))(Id);
      return { id: keys.id.kid, access: keys.access.kid, published: keySet(keys).keys.map(({ kid }) => kid) };
    }),
  );

const turnAll = (time: number) =>
  Promise.all(processes.map((knex) => turnSigningKeys(knex, { age, now: new Date(time) })));

test("keys take turns, and several processes agree on them", async () => {
  const [before] = await keysOfAll(first);
  await turnAll(first + day);
  expect(await keysOfAll(first + day)).toEqual([before, before]);

  const announced = first + age - lead + 1_000;
  await turnAll(announced);
  const [waiting, same] = await keysOfAll(announced);
  expect(same).toEqual(waiting);
  expect(waiting).toMatchObject({ id: before?.id, access: before?.access });
  expect(waiting?.published).toHaveLength(4);
  expect(waiting?.published).toEqual(expect.arrayContaining([...(before?.published ?? [])]));

  const begun = announced + lead + 1_000;
  await turnAll(begun);
  const [after, sameAgain] = await keysOfAll(begun);
  expect(sameAgain).toEqual(after);
  expect(after?.id).not.toBe(before?.id);
  expect(after?.access).not.toBe(before?.access);
  expect(after?.published).toEqual(waiting?.published);

  const over = begun + 2 * day;
  await turnAll(over);
  const [last] = await keysOfAll(over);
  expect(last).toMatchObject({ id: after?.id, access: after?.access });
  expect(last?.published.toSorted()).toEqual([after?.id, after?.access].toSorted());
  expect(await processes[0]("signing_keys").where({ pool_id: Id })).toHaveLength(2);
});

test("without an age the keys stay", async () => {
  const [knex] = processes;
  const before = await knex("signing_keys").orderBy("kid").pluck("kid");
  await turnSigningKeys(knex, { age: undefined, now: new Date(first + 1_000 * day) });
  expect(await knex("signing_keys").orderBy("kid").pluck("kid")).toEqual(before);
});

test("what a process has read it believes for seconds, not for ever", async () => {
  const [knex] = processes;
  let time = first + 100 * day;
  const find = signingKeysInPostgres(knex, () => new Date(time));
  const published = async () => keySet(await find(Id)).keys.length;
  expect(await published()).toBe(2);
  await turnAll(time);
  time += 10_000;
  expect(await published()).toBe(4);
});
