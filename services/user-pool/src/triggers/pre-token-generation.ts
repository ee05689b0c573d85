import type { z } from "zod";
import type { TokenOverrides } from "../tokens/overrides.ts";
import { rolesOf } from "../tokens/roles.ts";
import type { User } from "../user.ts";
import { eventAttributes, type Metadata, metadataOf } from "./event-attributes.ts";
import { invokeTrigger, type TriggerUses } from "./invoke-trigger.ts";
import { claimsAndScopeOverrides, claimsOverrides } from "./token-generation-responses.ts";

/** Tokens that are about to be made. */
export interface TokenGeneration {
  readonly source:
    | "TokenGeneration_HostedAuth"
    | "TokenGeneration_Authentication"
    | "TokenGeneration_NewPasswordChallenge"
    | "TokenGeneration_RefreshTokens";
  readonly clientId: string;
  readonly user: User;
  readonly scopes: readonly string[];
  readonly clientMetadata?: Metadata;
}

/**
 * Asks what to change in a user's tokens.
 * @returns undefined where nothing
 * @throws as invokeTrigger
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export const preTokenGeneration = async (
  { source, clientId, user, scopes, clientMetadata }: TokenGeneration,
  uses: TriggerUses,
): Promise<TokenOverrides | undefined> => {
  const { poolId, username } = user;
  const version = (await uses.records.findPool(poolId))?.triggers.tokenGeneration ?? 1;
  const request = {
    userAttributes: eventAttributes(user),
    groupConfiguration: groupConfiguration(user),
    ...(version === 1 ? {} : { scopes }),
    ...metadataOf(clientMetadata),
  };
  return asked({ source, poolId, clientId, username, version, request }, uses);
};

interface MachineTokens {
  readonly poolId: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** `aws_client_metadata` of the request. */
  readonly clientMetadata?: Metadata;
}

/** What stands for a user where a client signs in for itself. */
const nobody = "ClientCredentials";

/**
 * Asks what to change in a client's own access token. Only functions of the third version are asked.
 * @returns undefined where nothing
 * @throws as invokeTrigger
 */
export const preTokenGenerationForClient = async (
  { poolId, clientId, scopes, clientMetadata }: MachineTokens,
  uses: TriggerUses,
): Promise<TokenOverrides | undefined> => {
  const version = (await uses.records.findPool(poolId))?.triggers.tokenGeneration ?? 1;
  if (version !== 3) return undefined;
  const request = { userAttributes: {}, groupConfiguration: null, scopes, ...metadataOf(clientMetadata) };
  const source = "TokenGeneration_ClientCredentials";
  return asked({ source, poolId, clientId, username: nobody, version, request }, uses);
};

type Asked = Omit<Parameters<typeof invokeTrigger>[0], "trigger" | "response">;

const asked = async (call: Asked, uses: TriggerUses): Promise<TokenOverrides | undefined> => {
  const [member, schema]: [string, z.ZodType<TokenOverrides | undefined>] =
    call.version === 1
      ? ["claimsOverrideDetails", claimsOverrides]
      : ["claimsAndScopeOverrideDetails", claimsAndScopeOverrides];
  return invokeTrigger({ ...call, trigger: "PreTokenGeneration", response: { [member]: null } }, schema, uses);
};

/** Copied into `groupOverrideDetails` by functions that change nothing of it. */
const groupConfiguration = ({ groups, roles }: User) => {
  const { all, preferred } = rolesOf(roles);
  return { groupsToOverride: groups, iamRolesToOverride: all, preferredRole: preferred ?? null };
};
