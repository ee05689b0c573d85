import { randomInt } from "node:crypto";
import { hashOf } from "../tokens/secret-hash.ts";

/** What a code lets its bearer do: confirm a sign-up, set another password, or say that an address is the own one. */
export type CodePurpose = "sign-up" | "password" | "email" | "phone_number";

/** In seconds: https://docs.aws.amazon.com/cognito/latest/developerguide/limits.html */
export const codeLifetimes: Readonly<Record<CodePurpose, number>> = {
  "sign-up": 86_400,
  password: 3_600,
  email: 86_400,
  phone_number: 86_400,
};

/** Wrong codes before the right one does not count any more. */
export const codeAttempts = 5;

/** Messages to a user in an hour. With the attempts it bounds how many codes anybody can guess. */
export const messagesPerHour = 20;

export interface NewCode {
  readonly purpose: CodePurpose;
  readonly hash: Buffer;
  /** To which it is sent; a code says nothing of an address that the user has changed since. */
  readonly address: string;
  readonly expires: Date;
}

export type ShownCode = Pick<NewCode, "purpose" | "hash">;

export const newCode = () => String(randomInt(1_000_000)).padStart(6, "0");

/** A code has few digits, and whoever reads the database could try them all: it is hashed only so that none is shown by chance. */
export const codeHash = (code: string) => hashOf(`confirmation code ${code}`);
