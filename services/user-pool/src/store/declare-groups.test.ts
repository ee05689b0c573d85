import { connect } from "@gatehouse/db/connect.ts";
import { type TestDatabase, testDatabase } from "@gatehouse/db/testing/database.ts";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import type { Knex } from "knex";
import { poolFile } from "../config/pool-file.ts";
import { applyPoolFile } from "./apply-pool-file.ts";
import { groupsInPostgres } from "./groups-in-postgres.ts";

let database: TestDatabase;
let knex: Knex;
beforeAll(async () => {
  database = await testDatabase();
  knex = connect(database.url("gatehouse_user_pool"));
});
afterAll(async () => {
  await knex.destroy();
  await database.drop();
});

const poolId = "us-east-1_AbCdEfGh1";
const fileOf = (CaseSensitive: boolean, ...names: string[]) =>
  poolFile.parse({
    UserPool: { Id: poolId, PoolName: "tests", UsernameConfiguration: { CaseSensitive } },
    UserPoolClients: [{ ClientId: "1client", ClientName: "web" }],
    Groups: names.map((GroupName) => ({ GroupName })),
  });

test("a group is not declared beside one of the API that a pool without regard to case takes for the same", async () => {
  await applyPoolFile(knex, fileOf(false), new Date());
  const api = { description: undefined, roleArn: undefined, precedence: undefined };
  const made = { ...api, caseSensitive: false, now: new Date() };
  await groupsInPostgres(knex).create({ poolId, name: "auditors" }, made);
  await expect(applyPoolFile(knex, fileOf(false, "clerks", "Auditors"), new Date())).rejects.toThrow(
    `the pool's file declares the group Auditors, beside auditors in pool ${poolId}`,
  );
  expect(await groupsInPostgres(knex).find({ poolId, name: "clerks" })).toBeUndefined();
  await applyPoolFile(knex, fileOf(false, "clerks", "auditors"), new Date());
  await applyPoolFile(knex, fileOf(true, "clerks", "auditors", "Auditors"), new Date());
  expect(await groupsInPostgres(knex).find({ poolId, name: "Auditors" })).toBeDefined();
});
