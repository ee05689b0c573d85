import type { ClaimedSignature } from "./claimed-signature.ts";
import { SignatureRefused } from "./signature-refused.ts";

/** How far clocks may differ, and how long a signature holds, in seconds. */
const tolerance = 300;

/** The longest that any presigned URL may hold, in seconds. */
const week = 604_800;

/**
 * Checks when a request was signed. API Gateway takes presigned URLs for five minutes whatever `X-Amz-Expires` says
 * (observed); a signer who asks for less gets less here, so that no URL outlives its word.
 * @param now milliseconds since the epoch.
 * @returns the time as it is signed: `20270115T080000Z`.
 * @throws {SignatureRefused}
 */
export const signingTime = ({ date, expires }: Pick<ClaimedSignature, "date" | "expires">, now: number): string => {
  const signed = secondsOf(date);
  const current = Math.floor(now / 1000);
  const lifetime = Math.min(tolerance, lifetimeIn(expires));
  if (signed < current - lifetime)
    throw new SignatureRefused(
      "InvalidSignatureException",
      `Signature expired: ${basic(signed)} is now earlier than ${basic(current - lifetime)} (${basic(current)} - ${span(lifetime)}.)`,
    );
  if (signed > current + tolerance)
    throw new SignatureRefused(
      "InvalidSignatureException",
      `Signature not yet current: ${basic(signed)} is still later than ${basic(current + tolerance)} (${basic(current)} + ${span(tolerance)}.)`,
    );
  return basic(signed);
};

const pattern = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** `X-Amz-Date` is in ISO 8601's basic format; a `Date` in its place may be an HTTP date as well. */
const secondsOf = (date: string): number => {
  const [, year, month, day, hour, minute, second] = pattern.exec(date) ?? [];
  const time =
    year === undefined ? httpDate(date) : Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`) / 1000;
  if (Number.isFinite(time) && (year === undefined || basic(time) === date)) return time;
  throw new SignatureRefused(
    "IncompleteSignatureException",
    `Date must be in ISO-8601 'basic format'. Got '${date}'. See http://en.wikipedia.org/wiki/ISO_8601`,
  );
};

/** RFC 9110 5.6.7, the preferred format; anything else is none. */
const httpDate = (date: string) => {
  const time = Date.parse(date);
  return Number.isFinite(time) && new Date(time).toUTCString() === date ? time / 1000 : Number.NaN;
};

/** Unconfirmed: the words, as API Gateway was not seen to look at it. */
const lifetimeIn = (expires: string | undefined): number => {
  if (expires === undefined) return tolerance;
  const seconds = /^\d{1,6}$/.test(expires) ? Number(expires) : 0;
  if (seconds >= 1 && seconds <= week) return seconds;
  throw new SignatureRefused(
    "IncompleteSignatureException",
    `X-Amz-Expires must be a number of seconds from 1 to ${week}. Re-examine the query-string parameters.`,
  );
};

const basic = (seconds: number) => new Date(seconds * 1000).toISOString().replace(/[-:]|\.\d+/g, "");

const span = (seconds: number) => (seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} sec`);
