import type { Truth } from "./truth.ts";

type Order = (actual: number, expected: number) => boolean;

/** A decimal number of up to 15 digits: two of them are equal as doubles only where they are equal as written. */
const number = (text: string) => (/^[+-]?(?=[\d.]{1,15}$)\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN);

const comparing =
  (read: (text: string) => number, order: Order) =>
  (actual: string, expected: string): Truth => {
    const [left, right] = [read(actual), read(expected)];
    return Number.isNaN(left) || Number.isNaN(right) ? "unknown" : order(left, right);
  };

export const compareNumbers = (order: Order) => comparing(number, order);

/** https://www.w3.org/TR/NOTE-datetime, but a year alone; no finer than milliseconds. */
const w3c =
  /^(\d{4})-(0[1-9]|1[0-2])(?:-(\d\d)(?:T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?)?$/;

/**
 * Milliseconds since the epoch of an ISO 8601 date or of seconds since the epoch. Four digits may be either, so they are
 * neither; nor is a day that its month does not have, which `Date` would take for one of the next month.
 */
const instant = (text: string) => {
  if (!/^\d{4}$/.test(text) && !Number.isNaN(number(text))) return number(text) * 1000;
  const [, year, month, day = "01"] = w3c.exec(text) ?? [];
  const exists = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day);
  return exists ? Date.parse(text) : Number.NaN;
};

export const compareDates = (order: Order) => comparing(instant, order);
