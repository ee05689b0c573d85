import type { Knex } from "knex";
import type { UiCustomization, UiCustomizations } from "../config/appearance.ts";
import { absent } from "./rows.ts";

interface Row {
  readonly client_id: string | null;
  readonly css: string | null;
  readonly css_version: string;
  readonly created_at: Date;
  readonly modified_at: Date;
}

const customizationOf = (row: Row): UiCustomization => ({
  clientId: absent(row.client_id),
  css: absent(row.css),
  cssVersion: row.css_version,
  createdAt: row.created_at,
  modifiedAt: row.modified_at,
});

export const uiCustomizationsInPostgres = (knex: Knex): UiCustomizations => ({
  async find(pool_id, clientId) {
    const row = await knex("ui_customizations")
      .where({ pool_id })
      .whereRaw("(client_id is null or client_id = ?)", [clientId ?? null])
      .orderByRaw("client_id nulls last")
      .first<Row | undefined>();
    return row && customizationOf(row);
  },
  async set({ poolId, clientId }, css, now) {
    const changed = { css: css ?? null, css_version: versionAt(now), modified_at: now };
    const [row] = await knex("ui_customizations")
      .insert({ pool_id: poolId, client_id: clientId ?? null, ...changed, created_at: now })
      .onConflict(["pool_id", "client_id"])
      .merge(changed)
      .returning<Row[]>("*");
    return customizationOf(row as Row);
  },
});

/** `20260131235959`. */
const versionAt = (time: Date) => time.toISOString().replace(/\D/g, "").slice(0, 14);
