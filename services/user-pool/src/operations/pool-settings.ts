import { z } from "zod";
import { fullName } from "../config/attribute-schema.ts";
import { functionsNamed } from "../config/lambda-config.ts";
import { type UserPoolSettings, userPool } from "../config/user-pool.ts";
import type { Uses } from "../world.ts";
import { InvalidParameter } from "./failures.ts";
import { settingsOf } from "./settings-of.ts";

const text = (most: number) => z.string().min(1).max(most);
const arn = z
  .string()
  .min(20)
  .max(2048)
  .regex(/^arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?$/);
const address = z.enum(["phone_number", "email"]);
/** With the place of the code. */
const message = z.string().min(6).max(140);
const mail = z.string().min(6).max(20_000);

export const poolName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w\s+=,.@-]+$/);
export const mfaConfiguration = z.enum(["OFF", "ON", "OPTIONAL"]);
export const aliasAttributes = z.array(z.enum(["phone_number", "email", "preferred_username"])).optional();
export const usernameAttributes = z.array(address).optional();
export const tags = z.record(z.string().min(1).max(128), z.string().max(256));

const constraint = z.string().max(131_072).optional();

/** An attribute of the Schema, with the constraints of the API's model. */
export const schemaMember = z.object({
  Name: text(20).optional(),
  AttributeDataType: z.enum(["String", "Number", "DateTime", "Boolean"]).optional(),
  DeveloperOnlyAttribute: z
    .boolean()
    .refine((only) => !only, "Developer-only attributes are not supported")
    .optional(),
  Mutable: z.boolean().optional(),
  Required: z.boolean().optional(),
  NumberAttributeConstraints: z.object({ MinValue: constraint, MaxValue: constraint }).optional(),
  StringAttributeConstraints: z.object({ MinLength: constraint, MaxLength: constraint }).optional(),
});

const policies = z.object({
  PasswordPolicy: z
    .object({
      MinimumLength: z.int().min(6).max(99).optional(),
      RequireUppercase: z.boolean().optional(),
      RequireLowercase: z.boolean().optional(),
      RequireNumbers: z.boolean().optional(),
      RequireSymbols: z.boolean().optional(),
      PasswordHistorySize: z.int().min(0).max(24).optional(),
      TemporaryPasswordValidityDays: z.int().min(0).max(365).optional(),
    })
    .optional(),
  SignInPolicy: z
    .object({
      AllowedFirstAuthFactors: z
        .array(z.enum(["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]))
        .min(1)
        .max(4)
        .optional(),
    })
    .optional(),
});

const lambdaConfig = z.object({
  PreSignUp: arn.optional(),
  CustomMessage: arn.optional(),
  PostConfirmation: arn.optional(),
  PreAuthentication: arn.optional(),
  PostAuthentication: arn.optional(),
  DefineAuthChallenge: arn.optional(),
  CreateAuthChallenge: arn.optional(),
  VerifyAuthChallengeResponse: arn.optional(),
  PreTokenGeneration: arn.optional(),
  UserMigration: arn.optional(),
  PreTokenGenerationConfig: z.object({ LambdaVersion: z.enum(["V1_0", "V2_0", "V3_0"]), LambdaArn: arn }).optional(),
  InboundFederation: z.object({ LambdaVersion: z.enum(["V1_0"]), LambdaArn: arn }).optional(),
});

const emailConfiguration = z.object({
  SourceArn: arn.optional(),
  ReplyToEmailAddress: z
    .string()
    .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+@[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u)
    .optional(),
  EmailSendingAccount: z.enum(["COGNITO_DEFAULT", "DEVELOPER"]).optional(),
  From: z.string().max(131_072).optional(),
  ConfigurationSet: text(64)
    .regex(/^[a-zA-Z0-9_-]+$/)
    .optional(),
});

const smsConfiguration = z.object({
  SnsCallerArn: arn.optional(),
  ExternalId: z.string().max(131_072).optional(),
  SnsRegion: z.string().min(5).max(32).optional(),
});

/** What CreateUserPool and UpdateUserPool have in common, with the constraints of the API's model. */
export const poolMembers = {
  Policies: policies.optional(),
  DeletionProtection: z.enum(["ACTIVE", "INACTIVE"]).optional(),
  LambdaConfig: lambdaConfig.optional(),
  AutoVerifiedAttributes: z.array(address).optional(),
  SmsVerificationMessage: message.optional(),
  EmailVerificationMessage: mail.optional(),
  EmailVerificationSubject: text(140).optional(),
  VerificationMessageTemplate: z
    .object({
      SmsMessage: message.optional(),
      EmailMessage: mail.optional(),
      EmailSubject: text(140).optional(),
      DefaultEmailOption: z.enum(["CONFIRM_WITH_LINK", "CONFIRM_WITH_CODE"]).optional(),
    })
    .optional(),
  SmsAuthenticationMessage: message.optional(),
  UserAttributeUpdateSettings: z
    .object({ AttributesRequireVerificationBeforeUpdate: z.array(address).optional() })
    .optional(),
  MfaConfiguration: mfaConfiguration.optional(),
  EmailConfiguration: emailConfiguration.optional(),
  SmsConfiguration: smsConfiguration.optional(),
  UserPoolTags: tags.optional(),
  AdminCreateUserConfig: z
    .object({
      AllowAdminCreateUserOnly: z.boolean().optional(),
      UnusedAccountValidityDays: z.int().min(0).max(365).optional(),
      InviteMessageTemplate: z
        .object({ SMSMessage: message.optional(), EmailMessage: mail.optional(), EmailSubject: text(140).optional() })
        .optional(),
    })
    .optional(),
  UserPoolAddOns: z.object({ AdvancedSecurityMode: z.enum(["OFF", "AUDIT", "ENFORCED"]) }).optional(),
  AccountRecoverySetting: z
    .object({
      RecoveryMechanisms: z
        .array(
          z.object({
            Priority: z.int().min(1).max(2),
            Name: z.enum(["verified_email", "verified_phone_number", "admin_only"]),
          }),
        )
        .min(1)
        .max(2)
        .optional(),
    })
    .optional(),
  UserPoolTier: z.enum(["LITE", "ESSENTIALS", "PLUS"]).optional(),
};

export const poolsLeaveOut = {
  "LambdaConfig.KMSKeyID": "nothing is sent, so no code is encrypted for a sender",
  "LambdaConfig.CustomSMSSender": "nothing is sent",
  "LambdaConfig.CustomEmailSender": "nothing is sent",
  "VerificationMessageTemplate.EmailMessageByLink": "confirmation by a link",
  "VerificationMessageTemplate.EmailSubjectByLink": "confirmation by a link",
  "SmsConfiguration.EumsSms": "nothing is sent",
  "UserPoolAddOns.AdvancedSecurityAdditionalFlows": "threat protection",
  DeviceConfiguration: "devices are not remembered",
  DcrConfiguration: "clients do not register themselves",
  KeyConfiguration: "the pool's keys are its own",
  IssuerConfiguration: "the issuer is a setting of the process",
  AcrConfiguration: "authentication contexts are not asked for",
  "developer-only attributes": "deprecated, and refused",
  "first factors": "all but `PASSWORD`",
  "threat protection": "`AdvancedSecurityMode` is `OFF`",
  "second factors": "all but software tokens, which SetUserPoolMfaConfig turns on",
};

/**
 * The settings of a pool, with Cognito's defaults for what is left out.
 * @throws {InvalidParameter} for what contradicts itself, what this pool does not support, and functions that are not listed
 */
export const poolSettings = (given: object, { listedFunctions }: Uses<"listedFunctions">): UserPoolSettings => {
  const { MfaConfiguration = "OFF", EnabledMfas = [] } = given as Partial<UserPoolSettings>;
  if (MfaConfiguration !== "OFF" && EnabledMfas.length === 0)
    throw new InvalidParameter(
      `MfaConfiguration ${MfaConfiguration} needs a second factor: SetUserPoolMfaConfig turns on software tokens.`,
    );
  const settings = settingsOf(userPool, given);
  const unlisted = functionsNamed(settings.LambdaConfig).find(({ arn: named }) => !listedFunctions.arns.has(named));
  if (unlisted)
    throw new InvalidParameter(
      `LambdaConfig.${unlisted.path.join(".")}: ${listedFunctions.file} does not list the function ${unlisted.arn}`,
    );
  return withDistinctAttributes(settings);
};

/** @throws {InvalidParameter} for a name that two attributes have */
export const withDistinctAttributes = (settings: UserPoolSettings): UserPoolSettings => {
  const names = settings.Schema.map(({ Name }) => fullName(Name));
  const repeated = names.find((name, index) => names.indexOf(name) < index);
  if (repeated !== undefined)
    throw new InvalidParameter(`${repeated}: Existing attribute already has name ${repeated}.`);
  return settings;
};
