import type { KeyObject } from "node:crypto";
import { checkpointSigner } from "@gatehouse/audit-chain/checkpoint.ts";
import type { Running } from "@gatehouse/http/listen.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import type { Knex } from "knex";
import { chainHeads } from "./chain-heads.ts";
import { checkpointFile } from "./checkpoint-file.ts";
import { checkpointer } from "./checkpointer.ts";

/** How long a change may stand unsigned, in milliseconds. */
const period = 10_000;

interface Places {
  readonly key: KeyObject;
  /** Left out where the log is the only place. */
  readonly file?: string;
}

/** Takes checkpoints into the log and, where there is one, the file. A failure is logged, and no request suffers from it. */
export const checkpoints = (knex: Knex, { key, file }: Places, log: Logger): (() => Promise<void>) => {
  const append = file === undefined ? undefined : checkpointFile(file);
  const take = checkpointer({
    heads: chainHeads(knex),
    sign: checkpointSigner(key),
    keep: async (signed) => {
      append?.(signed);
      for (const { tenant, seq, checkpoint } of signed) log.info({ tenant, seq, checkpoint }, "audit checkpoint");
    },
    now: () => new Date(),
  });
  return () => take().catch((err: unknown) => log.error({ err }, "no audit checkpoint was taken"));
};

/** Takes them from now on, every ten seconds, and a last time at the end. */
export const periodically = (take: () => Promise<void>): Running => {
  void take();
  const timer = setInterval(() => void take(), period);
  return {
    close: async () => {
      clearInterval(timer);
      await take();
    },
  };
};
