import { z } from "zod";
import { type Attribute, attributeOf, schemaAttribute } from "./attribute-schema.ts";
import { unsupported } from "./unsupported.ts";

/**
 * The pool in the words of CreateUserPool, and its id, which Amazon Cognito would choose by itself.
 * Clients check the form of the id: a region, an underscore, nine letters or digits.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html
 */
export const userPool = z.strictObject({
  Id: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d_[0-9A-Za-z]{9}$/, {
    error: ({ input }) =>
      `expected a region, "_" and nine letters or digits (us-east-1_AbCdEfGhI); received ${JSON.stringify(input)}`,
  }),
  PoolName: z.string().regex(/^[\w\s+=,.@-]{1,128}$/, "expected 1 to 128 letters, digits, spaces or +=,.@-"),
  UsernameConfiguration: z.strictObject({ CaseSensitive: z.boolean() }).optional(),
  Schema: z.array(schemaAttribute).max(50, "expected at most 50 attributes").default([]),
  ...unsupported(
    "AccountRecoverySetting",
    "AdminCreateUserConfig",
    "AliasAttributes",
    "AutoVerifiedAttributes",
    "DeletionProtection",
    "DeviceConfiguration",
    "EmailConfiguration",
    "EmailVerificationMessage",
    "EmailVerificationSubject",
    "LambdaConfig",
    "MfaConfiguration",
    "Policies",
    "SmsAuthenticationMessage",
    "SmsConfiguration",
    "SmsVerificationMessage",
    "UserAttributeUpdateSettings",
    "UsernameAttributes",
    "UserPoolAddOns",
    "UserPoolTags",
    "UserPoolTier",
    "VerificationMessageTemplate",
  ),
});

export type UserPoolSettings = z.output<typeof userPool>;

export interface Pool {
  readonly id: string;
  /** Unless this is so, usernames are stored and compared in lower case. */
  readonly caseSensitive: boolean;
  readonly attributes: readonly Attribute[];
}

/** A pool whose UsernameConfiguration is left out is case sensitive, as one made by the API is. */
export const poolOf = (settings: UserPoolSettings): Pool => ({
  id: settings.Id,
  caseSensitive: settings.UsernameConfiguration?.CaseSensitive ?? true,
  attributes: settings.Schema.map(attributeOf),
});
