import type { Knex } from "knex";

/**
 * Does something once in a database's life: what an administrator changed or removed later stays so, whatever the files
 * say. The note that it was done and what was done are one transaction.
 * @returns whether it was done now.
 */
export const once = async (asOwner: Knex, name: string, plant: (trx: Knex) => Promise<void>): Promise<boolean> =>
  await asOwner.transaction(async (trx) => {
    const noted = await trx
      .withSchema("migrations")
      .table("seeded")
      .insert({ name })
      .onConflict()
      .ignore()
      .returning("name");
    if (noted.length === 0) return false;
    await plant(trx);
    return true;
  });
