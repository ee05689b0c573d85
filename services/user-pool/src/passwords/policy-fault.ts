import type { PasswordPolicy } from "../config/password-policy.ts";

/** What Cognito counts as a symbol: https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html */
const symbol = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/;

const kinds = [
  ["lower", /[a-z]/, "Password must have lowercase characters"],
  ["upper", /[A-Z]/, "Password must have uppercase characters"],
  ["digit", /[0-9]/, "Password must have numeric characters"],
  ["symbol", symbol, "Password must have symbol characters"],
] as const;

/** What keeps a text from being a password of the pool, in Cognito's words. */
export const policyFault = (policy: PasswordPolicy, password: string): string | undefined => {
  if (password.length < policy.minLength) return "Password not long enough";
  // A blank at either end is easily lost on the way; Cognito does not count one there as a symbol.
  const inner = password.trim();
  return kinds.find(([kind, is]) => policy.needs[kind] && !is.test(inner))?.[2];
};
