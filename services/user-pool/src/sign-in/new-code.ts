import { randomUUID } from "node:crypto";
import { hashOf } from "../tokens/secret-hash.ts";
import type { Trace } from "../trace/trace.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import { preTokenGeneration } from "../triggers/pre-token-generation.ts";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";
import { type CodeGrant, codeLifetime } from "./authorization-code.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";
import { refusedByTrigger } from "./refused-by-trigger.ts";

/** A code, and what is kept of it. */
export interface NewCode {
  readonly code: string;
  readonly hash: Buffer;
  readonly grant: CodeGrant;
  readonly expires: Date;
}

interface Asked {
  readonly authorization: AuthorizationRequest;
  readonly user: User;
  /** When the user signed in; undefined `eventId`: not with a password. */
  readonly signedIn: Pick<CodeGrant, "authTime" | "eventId">;
  readonly trace: Trace;
}

/**
 * The code that answers a request for a user who has signed in, without a visit to an identity provider.
 * @throws {SentToApplication} what the trigger PreTokenGeneration does not let through
 */
export const newCode = async (
  { authorization, user, signedIn: { authTime, eventId }, trace }: Asked,
  uses: TriggerUses & Uses<"now">,
): Promise<NewCode> => {
  const { client, redirectUri, scopes, nonce, codeChallenge, resource } = authorization;
  const { poolId, username } = user;
  const generation = { source: "TokenGeneration_HostedAuth", clientId: client.id, user, scopes } as const;
  const overrides = await preTokenGeneration(generation, uses).catch(refusedByTrigger(authorization));
  const request = { clientId: client.id, redirectUri, scopes, nonce, codeChallenge, resource };
  const code = randomUUID();
  return {
    code,
    hash: hashOf(code),
    grant: { ...request, poolId, username, overrides, authTime, eventId, attemptId: trace.attemptId },
    expires: new Date(uses.now().getTime() + codeLifetime * 1000),
  };
};
