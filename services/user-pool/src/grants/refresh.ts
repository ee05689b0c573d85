import type { Client } from "../config/user-pool-client.ts";
import type { IssuedBy } from "../tokens/claims.ts";
import { issueTokens } from "../tokens/issue-tokens.ts";
import { newRefreshToken } from "../tokens/refresh-token.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import type { Metadata } from "../triggers/event-attributes.ts";
import { preTokenGeneration } from "../triggers/pre-token-generation.ts";
import type { Granted, GrantUses } from "./grant-type.ts";
import { judgeRefresh, RefreshRefused } from "./judge-refresh.ts";
import type { PresentedToken } from "./token-family.ts";

interface Shown {
  readonly token: string;
  readonly client: Client;
  readonly by: IssuedBy;
  /** For the trigger PreTokenGeneration. */
  readonly clientMetadata?: Metadata;
}

/**
 * New tokens for a refresh token. The identity provider is never asked, and the scopes, `auth_time` and `origin_jti`
 * stay those of the sign-in. With rotation a new refresh token comes too.
 * @throws {RefreshRefused}
 * @throws what preTokenGeneration throws
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html
 */
export const refresh = async (
  { token, client, by, clientMetadata }: Shown,
  uses: Omit<GrantUses, "codes">,
): Promise<Granted & { readonly username: string }> => {
  const now = uses.now();
  const judge = (presented: PresentedToken | undefined) =>
    judgeRefresh(presented, { clientId: client.id, rotationGrace: client.rotationGrace, now });
  const presented = await uses.families.find(hashOf(token));
  const grant = known(presented, client).family;
  const user = await uses.users.find(grant.poolId, grant.username);
  // Before the token is judged: disabling a user revokes it, and the reason is what the client should learn.
  if (!user?.enabled) throw new RefreshRefused(user ? "disabled" : "no user");
  judge(presented);
  const generation = {
    source: "TokenGeneration_RefreshTokens",
    clientId: client.id,
    user,
    scopes: grant.scopes,
  } as const;
  // Before the token is rotated: a function that refuses costs nobody the token.
  const overrides = await preTokenGeneration({ ...generation, clientMetadata }, uses);
  const successor = newRefreshToken();
  if (client.rotationGrace !== undefined)
    await uses.families.refresh(hashOf(token), judge, { successor: hashOf(successor), now });
  const issue = { issuer: uses.issuer(grant.poolId), user, client, grant, by, now, overrides };
  const tokens = await issueTokens(issue, { keys: await uses.signingKeys(grant.poolId) });
  return {
    ...tokens,
    username: user.username,
    refreshToken: client.rotationGrace === undefined ? undefined : successor,
  };
};

const known = (presented: PresentedToken | undefined, client: Client) => {
  if (!presented) throw new RefreshRefused("unknown");
  if (presented.family.clientId !== client.id) throw new RefreshRefused("foreign");
  return presented;
};
