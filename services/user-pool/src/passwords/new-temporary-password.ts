import { randomInt } from "node:crypto";
import type { PasswordPolicy } from "../config/password-policy.ts";

const kinds = ["abcdefghijkmnopqrstuvwxyz", "ABCDEFGHJKLMNPQRSTUVWXYZ", "23456789", "!@#$%^&*+-"];
const any = kinds.join("");

const pick = (from: string) => from.charAt(randomInt(from.length));

/** A password that conforms to whatever the policy needs: some of each kind, in any order, and none at its ends that gets lost. */
export const newTemporaryPassword = ({ minLength }: PasswordPolicy): string => {
  const length = Math.max(minLength, 12);
  const chosen = [...kinds.map(pick), ...Array.from({ length: length - kinds.length }, () => pick(any))];
  for (let last = chosen.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [chosen[last], chosen[other]] = [chosen[other] as string, chosen[last] as string];
  }
  return chosen.join("");
};
