import type { Knex } from "knex";
import type { SoftwareToken, SoftwareTokenChange, SoftwareTokens } from "../software-tokens/software-token.ts";
import type { UserKey } from "../user.ts";
import { absent, userColumns } from "./rows.ts";

export const softwareTokensInPostgres = (knex: Knex): SoftwareTokens => ({
  async find(user): Promise<SoftwareToken | undefined> {
    const row = await knex("software_tokens").where(userColumns(user)).first();
    return (
      row && {
        secret: absent(row.secret),
        pending: absent(row.pending),
        name: absent(row.name),
        lastStep: Number(row.last_step),
        enabled: row.enabled,
        preferred: row.preferred,
      }
    );
  },
});

export const writeSoftwareToken = async (
  transaction: Knex,
  user: UserKey,
  { lastStep, ...change }: SoftwareTokenChange,
): Promise<void> => {
  const columns = Object.fromEntries(Object.entries(change).map(([name, value]) => [name, value ?? null]));
  await transaction("software_tokens")
    .insert({ ...userColumns(user), ...columns, ...(lastStep === undefined ? {} : { last_step: lastStep }) })
    .onConflict(["pool_id", "username"])
    .merge();
};

/** @returns false for a step that counted before */
export const takeOneTimePassword = async (transaction: Knex, user: UserKey, step: number): Promise<boolean> => {
  const taken = await transaction("software_tokens")
    .where(userColumns(user))
    .where("last_step", "<", step)
    .update({ last_step: step });
  return taken === 1;
};
