import { hashPassword, isPassword } from "./hash-password.ts";
import { type SrpIdentity, type SrpVerifier, srpVerifier } from "./srp.ts";

/** What is kept of a password. */
export interface StoredPassword extends SrpVerifier {
  readonly hash: string;
  /** Whether it only lets its user choose another. */
  readonly temporary: boolean;
  readonly setAt: Date;
}

export interface PasswordRecord extends StoredPassword {
  /** Hashes of those before it, the latest first. */
  readonly former: readonly string[];
}

export interface NewPassword {
  readonly password: string;
  readonly temporary: boolean;
  readonly now: Date;
}

export const storedPassword = async (of: SrpIdentity, { password, temporary, now }: NewPassword) => ({
  ...srpVerifier(of, password),
  hash: await hashPassword(password),
  temporary,
  setAt: now,
});

/**
 * Whether a password was used before, among the last `history` of them and the present one.
 * @param history of the pool's policy; 0: nothing is remembered
 */
export const isUsedBefore = async (password: string, record: PasswordRecord | undefined, history: number) => {
  if (record === undefined || history === 0) return false;
  for (const hash of [record.hash, ...record.former].slice(0, history))
    if (await isPassword(password, hash)) return true;
  return false;
};
