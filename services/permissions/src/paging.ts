import { z } from "zod";
import { type CursorScope, readCursor, writeCursor } from "./cursor.ts";
import type { Tenancy } from "./store/in-tenant.ts";

const most = 200;
const usual = 50;

/** How much of a list is asked for: the query parameters of every list. */
export const pageQuery = {
  limit: z
    .string({ error: "expected a number" })
    .regex(/^[1-9]\d{0,2}$/, `expected a whole number from 1 to ${most}`)
    .transform(Number)
    .refine((limit) => limit <= most, `expected a whole number from 1 to ${most}`)
    .default(usual)
    .meta({ parameter: { type: "integer", minimum: 1, maximum: most, default: usual } }),
  cursor: z
    .string()
    .regex(/^[\w-]{1,1024}\.[\w-]{43}$/, "expected a cursor that this list answered")
    .optional(),
};

/** Where a page ends, in the answer of every list: left out on the last one. */
export const pageAnswer = { next: z.string().optional() };

/** What is asked of a list. `list` names it, with what in its path tells it from others. */
export interface Asked extends Pick<Tenancy, "trx" | "tenant"> {
  readonly list: string;
  readonly query: { readonly limit: number; readonly cursor?: string | undefined; readonly [filter: string]: unknown };
  /** In milliseconds since 1970. */
  readonly now: number;
}

export interface Rows<Row> {
  /** Reads rows in the order of their keys, from behind that key on, so many at most. */
  readonly read: (after: readonly string[] | undefined, count: number) => Promise<Row[]>;
  /** What a row is ordered by; no two rows have the same. */
  readonly keyOf: (row: Row) => readonly string[];
}

/**
 * One page of a list. It goes on behind the last row's key and not after a number of rows, so what is inserted or
 * removed meanwhile neither repeats a row nor skips one.
 */
export const page = async <Row>(asked: Asked, { read, keyOf }: Rows<Row>): Promise<{ rows: Row[]; next?: string }> => {
  const { limit, cursor } = asked.query;
  const scope = await scopeOf(asked);
  const rows = await read(cursor === undefined ? undefined : readCursor(scope, cursor), limit + 1);
  const last = rows[limit - 1];
  if (rows.length <= limit || last === undefined) return { rows };
  return { rows: rows.slice(0, limit), next: writeCursor(scope, keyOf(last)) };
};

const scopeOf = async ({ trx, tenant, list, query, now }: Asked): Promise<CursorScope> => {
  const { limit: _limit, cursor: _cursor, ...filter } = query;
  const { key } = await trx.withSchema("entitlements").table("cursor_keys").first("key");
  return { key, tenant, list, filter, now };
};
