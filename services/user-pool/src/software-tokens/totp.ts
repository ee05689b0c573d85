import { createHmac, randomBytes } from "node:crypto";

/** Seconds for which a code is shown: RFC 6238, 4.1. */
const period = 30;
const digits = 6;
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** As long as a SHA-1: https://datatracker.ietf.org/doc/html/rfc4226#section-4 */
export const newTokenSecret = () => randomBytes(20);

/** https://datatracker.ietf.org/doc/html/rfc4648#section-6 , without padding, as authenticator apps take it. */
export const base32 = (data: Buffer): string => {
  const bits = [...data].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => alphabet[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
};

export const stepAt = (time: Date) => Math.floor(time.getTime() / 1000 / period);

/** https://datatracker.ietf.org/doc/html/rfc4226#section-5.3 */
export const codeOfStep = (secret: Buffer, step: number): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0xf;
  return String((mac.readUInt32BE(offset) & 0x7fffffff) % 10 ** digits).padStart(digits, "0");
};

/**
 * The time step of which a code is, the present one or a neighbour, and later than `after`; undefined for a wrong code.
 * @see https://datatracker.ietf.org/doc/html/rfc6238#section-5.2
 */
export const stepOfCode = (code: string, { secret, now, after }: { secret: Buffer; now: Date; after: number }) => {
  const step = stepAt(now);
  return [step - 1, step, step + 1].find((candidate) => candidate > after && codeOfStep(secret, candidate) === code);
};
