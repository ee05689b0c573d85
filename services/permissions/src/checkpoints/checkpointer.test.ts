import type { Anchor } from "@gatehouse/audit-chain/seal.ts";
import { expect, test } from "@jest/globals";
import { checkpointer, type Signed } from "./checkpointer.ts";

const head = (tenant: string | null, seq: number): Anchor => ({ tenant, seq, hash: `${tenant}${seq}` });

/** A checkpointer over a list of heads that tests change. */
const taking = () => {
  const world = { heads: [] as Anchor[], kept: [] as string[], fails: false };
  const take = checkpointer({
    heads: async () => world.heads,
    sign: async ({ tenant, seq, hash, at }) => [tenant, seq, hash, at].join(),
    keep: async (signed: readonly Signed[]) => {
      if (world.fails) throw new Error("disk full");
      world.kept.push(...signed.map(({ checkpoint }) => checkpoint));
    },
    now: () => new Date(0),
  });
  return Object.assign(world, { take });
};

test("each chain that is not where it was is signed, once", async () => {
  const world = taking();
  world.heads = [head(null, 1), head("corp", 2)];
  await world.take();
  await world.take();
  expect(world.kept).toEqual([",1,null1,1970-01-01T00:00:00.000Z", "corp,2,corp2,1970-01-01T00:00:00.000Z"]);
  world.heads = [head(null, 1), head("corp", 3)];
  await Promise.all([world.take(), world.take(), world.take()]);
  expect(world.kept.slice(2)).toEqual(["corp,3,corp3,1970-01-01T00:00:00.000Z"]);
});

test("what could not be kept is signed at the next time", async () => {
  const world = taking();
  world.heads = [head("corp", 1)];
  world.fails = true;
  await expect(world.take()).rejects.toThrow("disk full");
  world.fails = false;
  await world.take();
  expect(world.kept).toHaveLength(1);
});
