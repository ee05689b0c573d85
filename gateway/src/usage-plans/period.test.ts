import { expect, test } from "@jest/globals";
import { periodStart } from "./period.ts";
import type { Quota } from "./usage-plans-file.ts";

test.each<[Quota["period"], number, string, string]>([
  ["DAY", 0, "2026-11-27T00:00:00Z", "2026-11-27"],
  ["DAY", 0, "2026-11-27T23:59:59.999Z", "2026-11-27"],
  ["WEEK", 0, "2026-11-27T12:00:00Z", "2026-11-22"],
  ["WEEK", 0, "2026-11-22T00:00:00Z", "2026-11-22"],
  ["WEEK", 0, "2026-11-21T23:59:59Z", "2026-11-15"],
  ["WEEK", 1, "2026-11-22T12:00:00Z", "2026-11-16"],
  ["WEEK", 1, "2026-11-23T00:00:00Z", "2026-11-23"],
  ["MONTH", 0, "2026-11-27T12:00:00Z", "2026-11-01"],
  ["MONTH", 0, "2026-12-01T00:00:00Z", "2026-12-01"],
  ["MONTH", 14, "2026-12-14T23:59:59Z", "2026-11-15"],
  ["MONTH", 14, "2026-12-15T00:00:00Z", "2026-12-15"],
  ["MONTH", 0, "2027-01-31T00:00:00Z", "2027-01-01"],
])("%s with an offset of %i at %s began on %s", (period, offset, now, start) => {
  expect(periodStart({ period, offset }, Date.parse(now))).toBe(start);
});
