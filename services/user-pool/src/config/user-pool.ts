import { z } from "zod";
import { type Attribute, attributeOf, schemaAttribute } from "./attribute-schema.ts";
import { lambdaConfig, type Triggers, triggersOf } from "./lambda-config.ts";
import { inviteMessageTemplate, messageSettings } from "./messages.ts";
import { type PasswordPolicy, passwordPolicyOf, passwordPolicySettings } from "./password-policy.ts";
import { only, unsupported } from "./unsupported.ts";

const address = z.enum(["email", "phone_number"]);
const aliases = z.enum(["email", "phone_number", "preferred_username"]);

/**
 * The pool in the words of CreateUserPool, and its id, which Amazon Cognito would choose by itself.
 * Clients check the form of the id: a region, an underscore, nine letters or digits.
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html
 */
export const userPool = z
  .strictObject({
    Id: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d_[0-9A-Za-z]{9}$/, {
      error: ({ input }) =>
        `expected a region, "_" and nine letters or digits (us-east-1_AbCdEfGhI); received ${JSON.stringify(input)}`,
    }),
    PoolName: z.string().regex(/^[\w\s+=,.@-]{1,128}$/, "expected 1 to 128 letters, digits, spaces or +=,.@-"),
    UsernameConfiguration: z.strictObject({ CaseSensitive: z.boolean() }).optional(),
    UsernameAttributes: z.array(address).optional(),
    AliasAttributes: z.array(aliases).optional(),
    AutoVerifiedAttributes: z.array(address).optional(),
    Schema: z.array(schemaAttribute).max(50, "expected at most 50 attributes").default([]),
    Policies: z
      .strictObject({
        PasswordPolicy: passwordPolicySettings.optional(),
        SignInPolicy: z
          .strictObject({ AllowedFirstAuthFactors: z.array(only("PASSWORD", "no other first factor is supported")) })
          .optional(),
      })
      .optional(),
    AdminCreateUserConfig: z
      .strictObject({
        AllowAdminCreateUserOnly: z.boolean().default(false),
        UnusedAccountValidityDays: z.int().min(0).max(365).optional(),
        InviteMessageTemplate: inviteMessageTemplate.optional(),
      })
      .optional(),
    UserAttributeUpdateSettings: z
      .strictObject({ AttributesRequireVerificationBeforeUpdate: z.array(address).optional() })
      .optional(),
    AccountRecoverySetting: z
      .strictObject({
        RecoveryMechanisms: z
          .array(
            z.strictObject({
              Priority: z.int().min(1).max(2),
              Name: z.enum(["verified_email", "verified_phone_number", "admin_only"]),
            }),
          )
          .min(1)
          .max(2),
      })
      .optional(),
    MfaConfiguration: z.enum(["OFF", "ON", "OPTIONAL"]).default("OFF"),
    /** In CloudFormation's words; the API has it in SetUserPoolMfaConfig. */
    EnabledMfas: z.array(only("SOFTWARE_TOKEN_MFA", "no other second factor is supported")).optional(),
    DeletionProtection: z.enum(["ACTIVE", "INACTIVE"]).default("INACTIVE"),
    UserPoolTags: z.record(z.string().min(1).max(128), z.string().max(256)).optional(),
    UserPoolTier: z.enum(["LITE", "ESSENTIALS", "PLUS"]).default("ESSENTIALS"),
    UserPoolAddOns: z
      .strictObject({ AdvancedSecurityMode: only("OFF", "threat protection is not supported") })
      .optional(),
    /** Kept and described; nothing is ever sent from here. */
    EmailConfiguration: z.record(z.string(), z.string()).optional(),
    SmsConfiguration: z.record(z.string(), z.string()).optional(),
    ...messageSettings,
    LambdaConfig: lambdaConfig.optional(),
    ...unsupported("DeviceConfiguration"),
  })
  .check(({ value, issues }) => {
    for (const { name, message } of faultsOf(value))
      issues.push({ code: "custom", path: [name], message, input: value });
  });

export type UserPoolSettings = z.output<typeof userPool>;

const faultsOf = (pool: {
  readonly UsernameAttributes?: readonly string[] | undefined;
  readonly AliasAttributes?: readonly string[] | undefined;
  readonly MfaConfiguration: string;
  readonly EnabledMfas?: readonly string[] | undefined;
}) => {
  const faults: { name: string; message: string }[] = [];
  if (pool.UsernameAttributes && pool.AliasAttributes)
    faults.push({ name: "AliasAttributes", message: "expected one of UsernameAttributes and AliasAttributes" });
  if (pool.MfaConfiguration !== "OFF" && !pool.EnabledMfas?.length)
    faults.push({ name: "MfaConfiguration", message: "expected EnabledMfas: [SOFTWARE_TOKEN_MFA] beside it" });
  return faults;
};

type AddressName = z.output<typeof address>;

export interface Pool {
  readonly id: string;
  /** Unless this is so, usernames are stored and compared in lower case. */
  readonly caseSensitive: boolean;
  readonly attributes: readonly Attribute[];
  /** By which of their addresses users sign in instead of by a name; their usernames are then made by the pool. */
  readonly usernameAttributes: readonly AddressName[];
  /** By which attributes a user can sign in beside the username. */
  readonly aliasAttributes: readonly z.output<typeof aliases>[];
  /** The addresses to which a code goes when a user signs up. */
  readonly autoVerified: readonly AddressName[];
  /** Addresses whose new value counts from its verification on. */
  readonly verifiedBeforeUpdate: readonly AddressName[];
  readonly passwordPolicy: PasswordPolicy;
  readonly triggers: Triggers;
  readonly onlyAdminCreatesUsers: boolean;
  readonly mfa: "OFF" | "ON" | "OPTIONAL";
  readonly softwareTokens: boolean;
  /** Where a code for a forgotten password may go, in order; undefined: wherever there is a verified address. */
  readonly recovery: readonly ("verified_email" | "verified_phone_number" | "admin_only")[] | undefined;
}

/** A pool whose UsernameConfiguration is left out is case sensitive, as one made by the API is. */
export const poolOf = (settings: UserPoolSettings): Pool => ({
  id: settings.Id,
  caseSensitive: settings.UsernameConfiguration?.CaseSensitive ?? true,
  attributes: settings.Schema.map(attributeOf),
  usernameAttributes: settings.UsernameAttributes ?? [],
  aliasAttributes: settings.AliasAttributes ?? [],
  autoVerified: settings.AutoVerifiedAttributes ?? [],
  verifiedBeforeUpdate: settings.UserAttributeUpdateSettings?.AttributesRequireVerificationBeforeUpdate ?? [],
  passwordPolicy: passwordPolicyOf(settings.Policies?.PasswordPolicy),
  triggers: triggersOf(settings.LambdaConfig),
  onlyAdminCreatesUsers: settings.AdminCreateUserConfig?.AllowAdminCreateUserOnly ?? false,
  mfa: settings.MfaConfiguration ?? "OFF",
  softwareTokens: settings.EnabledMfas?.includes("SOFTWARE_TOKEN_MFA") ?? false,
  recovery: settings.AccountRecoverySetting?.RecoveryMechanisms.toSorted(
    (one, other) => one.Priority - other.Priority,
  ).map(({ Name }) => Name),
});
