import type { z } from "zod";
import { fullName, schemaAttribute, standardAttributes } from "../config/attribute-schema.ts";
import { usualPasswordPolicy } from "../config/password-policy.ts";
import type { Declared } from "../config/pool-records.ts";
import type { UserPoolSettings } from "../config/user-pool.ts";
import type { Domain } from "../domains/domain.ts";
import type { Uses } from "../world.ts";
import { poolArn } from "./pool-arn.ts";
import { epochSeconds } from "./shapes.ts";

type Attribute = z.output<typeof schemaAttribute>;

/** Every pool has these, declared or not. */
const always = (declared: readonly Attribute[]) =>
  [
    { Name: "sub", AttributeDataType: "String" as const, Required: true, Mutable: false },
    ...standardAttributes.map((Name) => schemaAttribute.parse({ Name })),
  ].filter(({ Name }) => !declared.some((attribute) => attribute.Name === Name));

const schemaDescription = (declared: readonly Attribute[]) =>
  [...always(declared), ...declared].map((attribute) => ({
    ...attribute,
    Name: attribute.Name === "sub" ? "sub" : fullName(attribute.Name),
    DeveloperOnlyAttribute: false,
  }));

/** Each kind of domain has a member of its own. */
const domainNames = (domains: readonly Domain[]) =>
  Object.fromEntries(
    domains.map(({ kind, settings }) => [kind === "prefix" ? "Domain" : "CustomDomain", settings.Domain]),
  );

/** A UserPoolType. What was never set is as Cognito has it by default. */
export const poolDescription = async (
  { settings, createdAt, modifiedAt }: Declared<UserPoolSettings>,
  { records, domains }: Uses<"records" | "domains">,
) => {
  const { Id, PoolName, Schema, EnabledMfas: _, ...shown } = settings;
  return {
    ...shown,
    ...domainNames(await domains.ofPool(settings.Id)),
    Id,
    Name: PoolName,
    Arn: poolArn(Id),
    CreationDate: epochSeconds(createdAt),
    LastModifiedDate: epochSeconds(modifiedAt),
    EstimatedNumberOfUsers: await records.countUsers(Id),
    SchemaAttributes: schemaDescription(Schema),
    Policies: {
      PasswordPolicy: settings.Policies?.PasswordPolicy ?? usualPasswordPolicy,
      SignInPolicy: settings.Policies?.SignInPolicy ?? { AllowedFirstAuthFactors: ["PASSWORD"] },
    },
    LambdaConfig: settings.LambdaConfig ?? {},
    AdminCreateUserConfig: {
      AllowAdminCreateUserOnly: false,
      UnusedAccountValidityDays: 7,
      ...settings.AdminCreateUserConfig,
    },
    VerificationMessageTemplate: { DefaultEmailOption: "CONFIRM_WITH_CODE", ...settings.VerificationMessageTemplate },
    EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT", ...settings.EmailConfiguration },
    UserPoolTags: settings.UserPoolTags ?? {},
  };
};
