import { limit, type Outcome, quantile } from "./compare.ts";

/** The outcome for a reader: a row for each database, the ratios, and the plan of the largest. */
export const report = ({ costs, within }: Outcome): string => {
  const [first] = costs;
  const last = costs.at(-1);
  if (!first || !last) return "";
  const rows = costs.map((cost) => [
    cost.users.toLocaleString("en"),
    String(cost.grants),
    String(cost.roundTrips),
    ...[0.5, 0.95, 0.99].map((part) => quantile(cost, part).toFixed(3)),
    (quantile(cost, 0.5) / quantile(first, 0.5)).toFixed(2),
  ]);
  return [
    "",
    "A cold decision's question to the database: all grants of one user",
    ...aligned([["users", "grants", "round trips", "p50 ms", "p95 ms", "p99 ms", "ratio of p50"], ...rows]),
    "",
    `plan with ${last.users.toLocaleString("en")} users:`,
    ...last.plan.map((line) => `  ${line}`),
    "",
    within ? `within ${limit} times the smallest` : `NOT within ${limit} times the smallest`,
    "",
  ].join("\n");
};

const aligned = (rows: readonly (readonly string[])[]) => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => cell.padStart(widths[column] ?? 0)).join("  "));
};
