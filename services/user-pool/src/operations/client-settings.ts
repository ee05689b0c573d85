import { z } from "zod";
import { attributeNamed } from "../config/attribute-schema.ts";
import { refusedBesideIdpInit } from "../config/idp-initiated.ts";
import { native } from "../config/native-users.ts";
import type { PoolRecords } from "../config/pool-records.ts";
import type { Pool } from "../config/user-pool.ts";
import { flowFault, isCustomScope, type UserPoolClientSettings, userPoolClient } from "../config/user-pool-client.ts";
import type { Uses } from "../world.ts";
import { InvalidOAuthFlow, InvalidParameter, ScopeDoesNotExist } from "./failures.ts";
import { settingsOf } from "./settings-of.ts";
import { providerName } from "./shapes.ts";

const url = z
  .string()
  .min(1)
  .max(1024)
  .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u);
const validity = z.int().min(1).max(86_400);
const unit = z.enum(["seconds", "minutes", "hours", "days"]).optional();

export const clientName = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w\s+=,.@-]+$/);

/** What CreateUserPoolClient and UpdateUserPoolClient have in common, with the constraints of the API's model. */
export const clientMembers = {
  RefreshTokenValidity: z.int().min(0).max(315_360_000).optional(),
  AccessTokenValidity: validity.optional(),
  IdTokenValidity: validity.optional(),
  TokenValidityUnits: z.object({ AccessToken: unit, IdToken: unit, RefreshToken: unit }).optional(),
  ReadAttributes: z.array(z.string().min(1).max(2048)).optional(),
  WriteAttributes: z.array(z.string().min(1).max(2048)).optional(),
  ExplicitAuthFlows: z
    .array(
      z.enum([
        "ADMIN_NO_SRP_AUTH",
        "CUSTOM_AUTH_FLOW_ONLY",
        "USER_PASSWORD_AUTH",
        "ALLOW_ADMIN_USER_PASSWORD_AUTH",
        "ALLOW_CUSTOM_AUTH",
        "ALLOW_USER_PASSWORD_AUTH",
        "ALLOW_USER_SRP_AUTH",
        "ALLOW_REFRESH_TOKEN_AUTH",
        "ALLOW_USER_AUTH",
      ]),
    )
    .optional(),
  SupportedIdentityProviders: z.array(providerName).optional(),
  CallbackURLs: z.array(url).max(100).optional(),
  LogoutURLs: z.array(url).max(100).optional(),
  DefaultRedirectURI: url.optional(),
  AllowedOAuthFlows: z
    .array(z.enum(["code", "implicit", "client_credentials"]))
    .max(3)
    .optional(),
  AllowedOAuthScopes: z
    .array(
      z
        .string()
        .min(1)
        .max(256)
        .regex(/^[\x21\x23-\x5B\x5D-\x7E]+$/),
    )
    .max(50)
    .optional(),
  AllowedOAuthFlowsUserPoolClient: z.boolean().optional(),
  PreventUserExistenceErrors: z.enum(["LEGACY", "ENABLED"]).optional(),
  EnableTokenRevocation: z.boolean().optional(),
  EnablePropagateAdditionalUserContextData: z.boolean().optional(),
  AuthSessionValidity: z.int().min(3).max(15).optional(),
  RefreshTokenRotation: z
    .object({
      Feature: z.enum(["ENABLED", "DISABLED"]),
      RetryGracePeriodSeconds: z.int().min(0).max(60).optional(),
    })
    .optional(),
};

export const clientsLeaveOut = {
  AnalyticsConfiguration: "there is no Amazon Pinpoint here",
  "additional user context": "`EnablePropagateAdditionalUserContextData` is `false`",
  "choice-based sign-in": "`ALLOW_USER_AUTH` is refused",
};

interface Client {
  readonly pool: Pool;
  /** As messages have it. */
  readonly doing: "creating" | "updating";
}

/**
 * The settings of a client of the pool, with Cognito's defaults for what is left out.
 * @throws {InvalidParameter} for what contradicts itself, what this pool does not support, and unknown providers
 * @throws {InvalidOAuthFlow} for flows of OAuth that do not go together
 * @throws {ScopeDoesNotExist}
 */
export const clientSettings = async (
  { pool, doing }: Client,
  given: Given,
  { records }: Uses<"records">,
): Promise<UserPoolClientSettings> => {
  const fault = flowFault(given.AllowedOAuthFlows ?? [], given.ClientSecret);
  if (fault !== undefined) throw new InvalidOAuthFlow(fault);
  await refuseUnknownScopes(pool, given.AllowedOAuthScopes ?? [], records);
  const settings = settingsOf(userPoolClient, given);
  refuseUnknownAttributes({ pool, doing }, settings);
  for (const name of settings.SupportedIdentityProviders)
    if (name !== native) await refuseProvider(pool.id, name, { settings, records });
  return settings;
};

interface Given {
  readonly ClientSecret?: string | undefined;
  readonly AllowedOAuthFlows?: readonly string[] | undefined;
  readonly AllowedOAuthScopes?: readonly string[] | undefined;
}

const refuseProvider = async (
  poolId: string,
  name: string,
  { settings, records }: Uses<"records"> & { settings: UserPoolClientSettings },
) => {
  const provider = await records.findProvider(poolId, name);
  if (!provider) throw new InvalidParameter(`The provider ${name} does not exist for User Pool ${poolId}.`);
  const mixed = provider.mayBegin ? refusedBesideIdpInit(name, settings.SupportedIdentityProviders) : undefined;
  if (mixed !== undefined) throw new InvalidParameter(`SupportedIdentityProviders: ${mixed}`);
};

/** Every user has them, whatever the pool's schema. */
const always = new Set(["sub", "identities"]);

const refuseUnknownAttributes = (
  { pool, doing }: Client,
  { ReadAttributes = [], WriteAttributes = [] }: UserPoolClientSettings,
) => {
  if (!ReadAttributes.every((name) => always.has(name) || attributeNamed(pool.attributes, name)))
    throw new InvalidParameter(`Invalid read attributes specified while ${doing} a client`);
  if (!WriteAttributes.every((name) => attributeNamed(pool.attributes, name)))
    throw new InvalidParameter(`Invalid write attributes specified while ${doing} a client`);
};

const refuseUnknownScopes = async (pool: Pool, asked: readonly string[], records: PoolRecords) => {
  const custom = asked.filter(isCustomScope);
  if (custom.length === 0) return;
  const defined = await records.customScopes(pool.id);
  const unknown = custom.find((scope) => !defined.has(scope));
  if (unknown !== undefined) throw new ScopeDoesNotExist(`Invalid scope requested: ${unknown}`);
};
