import { z } from "zod";
import { type Metadata, metadataOf } from "./event-attributes.ts";
import { CannotMigrate, isTriggerFailure } from "./failures.ts";
import { invokeTrigger, type Occasion, type TriggerUses } from "./invoke-trigger.ts";

const response = z
  .object({
    userAttributes: z.record(z.string(), z.string()),
    finalUserStatus: z.enum(["CONFIRMED", "RESET_REQUIRED"]).nullish(),
    messageAction: z.enum(["RESEND", "SUPPRESS"]).nullish(),
    forceAliasCreation: z.boolean().nullish(),
  })
  .transform((answer) => ({
    attributes: answer.userAttributes,
    /** RESET_REQUIRED: the password that was shown is not the user's from now on. */
    status: answer.finalUserStatus ?? "RESET_REQUIRED",
    sendsWelcome: answer.messageAction !== "SUPPRESS",
    forceAliasCreation: answer.forceAliasCreation ?? false,
  }));

export type MigratedUser = z.output<typeof response>;

const blank = {
  userAttributes: null,
  forceAliasCreation: null,
  finalUserStatus: null,
  messageAction: null,
  desiredDeliveryMediums: null,
};

export interface Migrating extends Occasion {
  readonly source: "UserMigration_Authentication" | "UserMigration_ForgotPassword";
  /** As the user entered it; undefined in UserMigration_ForgotPassword. */
  readonly password: string | undefined;
  readonly validationData?: Metadata;
  readonly clientMetadata?: Metadata;
}

/**
 * Asks for somebody whom the pool does not know, by name and password.
 * @returns undefined where the pool has no such trigger
 * @throws {CannotMigrate} whatever is wrong
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-migrate-user.html
 */
export const userMigration = async (
  { password, validationData, clientMetadata, ...who }: Migrating,
  uses: TriggerUses,
): Promise<MigratedUser | undefined> => {
  const request = {
    ...(password === undefined ? {} : { password }),
    validationData: validationData ?? null,
    ...metadataOf(clientMetadata),
  };
  const call = { ...who, trigger: "UserMigration", request, response: blank } as const;
  return invokeTrigger(call, response, uses).catch((cause) => {
    if (!isTriggerFailure(cause)) throw cause;
    throw new CannotMigrate(`Exception migrating user in app client ${who.clientId}`, { cause });
  });
};
