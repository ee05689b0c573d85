import { expect, test } from "@jest/globals";
import type { PoolRecords } from "./pool-records.ts";
import { readOnce } from "./read-once.ts";

const counted = () => {
  const asked: string[] = [];
  const find = async (...key: string[]) => {
    asked.push(key.join(" "));
    return key.includes("nobody") ? undefined : ({ key } as never);
  };
  return { asked, records: { findPool: find, findClient: find, findProvider: find } as unknown as PoolRecords };
};

test("what was found is read once in a request, and again in the next", async () => {
  const { asked, records } = counted();
  const one = readOnce(records);
  const first = await one.findPool("pool");
  expect(await one.findPool("pool")).toBe(first);
  await one.findProvider("pool", "Corp");
  await one.findProvider("other", "Corp");
  await one.findProvider("pool", "Corp");
  await one.findClient("pool");
  expect(asked).toEqual(["pool", "pool Corp", "other Corp", "pool"]);
  await readOnce(records).findPool("pool");
  expect(asked).toHaveLength(5);
});

test("what is not there is looked for again", async () => {
  const { asked, records } = counted();
  const one = readOnce(records);
  expect([await one.findClient("nobody"), await one.findClient("nobody")]).toEqual([undefined, undefined]);
  expect(asked).toEqual(["nobody", "nobody"]);
});
