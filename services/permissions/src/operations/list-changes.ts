import { z } from "zod";
import { operation } from "../operation.ts";
import { page, pageAnswer, pageQuery } from "../paging.ts";
import { period } from "../period.ts";
import { inTenant } from "../store/in-tenant.ts";
import { type RecordedChange, readChanges } from "../store/recorded-changes.ts";

const text = z.string().min(1, "expected 1 to 256 characters").max(256, "expected 1 to 256 characters").optional();

const change = z.object({
  seq: z.int(),
  at: z.iso.datetime(),
  actor: z.string(),
  onBehalf: z.string().optional(),
  action: z.string(),
  subject: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
  decision: z.enum(["made", "denied"]),
  requestId: z.string().optional(),
  sourceIp: z.string().optional(),
  hash: z.string(),
});

/** `GET /changes`: what was changed in the tenant's entitlements and what was denied, by whom, the newest first. */
export const listChanges = operation({
  id: "listChanges",
  summary: "List the changes that were made or denied",
  params: z.object({}),
  query: z.strictObject({
    actor: text,
    subject: text,
    action: text,
    decision: z.enum(["made", "denied"], { error: "expected made or denied" }).optional(),
    ...period,
    ...pageQuery,
  }),
  answers: { 200: z.object({ changes: z.array(change), ...pageAnswer }) },
  run: async ({ query, caller }, { knex, now }) =>
    await inTenant(knex, caller, async (tenancy) => {
      const { rows, ...next } = await page(
        { ...tenancy, list: "changes", query, now: now() },
        {
          read: (after, count) => readChanges(tenancy, query, { below: after?.[0], count }),
          keyOf: ({ seq }) => [seq],
        },
      );
      return { status: 200, body: { changes: rows.map(tellChange), ...next } };
    }),
});

/** A record as an answer tells it: what there is not is left out. */
const tellChange = ({ seq, ...record }: RecordedChange): object => ({
  seq: Number(seq),
  ...Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null)),
});
