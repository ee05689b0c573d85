import type { Quota } from "./usage-plans-file.ts";

const day = 86_400_000;

/**
 * The first day of the quota period that a moment is in, in UTC: `2026-11-01`. A week begins on Sunday, a month on its
 * first day, both `offset` days later.
 * https://docs.aws.amazon.com/apigateway/latest/api/API_QuotaSettings.html (that days are UTC's is Unconfirmed)
 * @param time milliseconds since the epoch.
 */
export const periodStart = ({ period, offset }: Pick<Quota, "period" | "offset">, time: number): string => {
  const shifted = new Date(time - offset * day);
  const start = Date.UTC(shifted.getUTCFullYear(), shifted.getUTCMonth(), firstDay(period, shifted));
  return new Date(start + offset * day).toISOString().slice(0, 10);
};

const firstDay = (period: Quota["period"], date: Date) => {
  if (period === "MONTH") return 1;
  return date.getUTCDate() - (period === "WEEK" ? date.getUTCDay() : 0);
};
