import { randomBytes } from "node:crypto";
import type { Knex } from "knex";
import type { RelayStateKey } from "../saml/relay-state.ts";

/** The key of RelayState, made by whichever process is first, so that a sign-in survives a restart in its middle. */
export const ensureRelayKey = async (knex: Knex): Promise<RelayStateKey> => {
  await knex("relay_keys")
    .insert({ version: 1, key: randomBytes(32) })
    .onConflict("version")
    .ignore();
  const [row] = await knex<RelayStateKey>("relay_keys").where({ version: 1 });
  if (!row) throw new Error("the key of RelayState is gone");
  return { version: row.version, key: row.key };
};
