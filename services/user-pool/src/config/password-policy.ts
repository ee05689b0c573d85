import { z } from "zod";

/** What CreateUserPool takes for a policy that says nothing of a kind of character: none of it is needed. */
const needed = z.boolean().default(false);

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html */
export const passwordPolicySettings = z.strictObject({
  MinimumLength: z.int().min(6).max(99).default(8),
  RequireUppercase: needed,
  RequireLowercase: needed,
  RequireNumbers: needed,
  RequireSymbols: needed,
  PasswordHistorySize: z.int().min(0).max(24).default(0),
  TemporaryPasswordValidityDays: z.int().min(0).max(365).default(7),
});

/** The policy of a pool that declares none. */
export const usualPasswordPolicy: z.output<typeof passwordPolicySettings> = passwordPolicySettings.parse({
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
});

export interface PasswordPolicy {
  readonly minLength: number;
  readonly needs: {
    readonly upper: boolean;
    readonly lower: boolean;
    readonly digit: boolean;
    readonly symbol: boolean;
  };
  /** How many passwords before the present one may not come again. */
  readonly history: number;
  /** For how long a password that an administrator set may be used to choose another. */
  readonly temporaryDays: number;
}

export const passwordPolicyOf = (settings = usualPasswordPolicy): PasswordPolicy => ({
  minLength: settings.MinimumLength,
  needs: {
    upper: settings.RequireUppercase,
    lower: settings.RequireLowercase,
    digit: settings.RequireNumbers,
    symbol: settings.RequireSymbols,
  },
  history: settings.PasswordHistorySize,
  // A pool that leaves it at 0 gets a week: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html
  temporaryDays: settings.TemporaryPasswordValidityDays || 7,
});
