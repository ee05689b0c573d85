import { z } from "zod";

const instant = z.iso
  .datetime({ offset: true, error: "expected a time with its offset, such as 2026-01-31T17:00:00Z" })
  .transform((text) => new Date(text))
  .meta({ parameter: { type: "string", format: "date-time" } });

/** The query parameters of a period: from then on, and until before then. What is left out is open. */
export const period = { since: instant.optional(), until: instant.optional() };
