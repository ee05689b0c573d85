import type { Client } from "../config/user-pool-client.ts";
import { issueTokens } from "../tokens/issue-tokens.ts";
import { newRefreshToken } from "../tokens/refresh-token.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import type { TakenCode } from "./codes.ts";
import { InvalidGrant, InvalidRedirect, InvalidRequest, UnauthorizedClient } from "./failures.ts";
import type { GrantType } from "./grant-type.ts";
import { provesPossession } from "./pkce.ts";

/** https://datatracker.ietf.org/doc/html/rfc6749#section-4.1.3 */
export const authorizationCode: GrantType = async (form, client, uses) => {
  const code = form.get("code");
  if (code === undefined) throw new InvalidRequest("code is required");
  if (!client.mayUseCode) throw new UnauthorizedClient();
  const shown = { redirectUri: form.get("redirect_uri"), verifier: form.get("code_verifier") };
  const refreshToken = newRefreshToken();
  const now = uses.now();
  const taken = await uses.codes.take(hashOf(code), now, (held) => {
    refuseStranger(held, client, shown);
    return { tokenHash: hashOf(refreshToken), expires: new Date(now.getTime() + client.lifetimes.refresh * 1000) };
  });
  if (!taken) throw new InvalidGrant("the code is unknown, expired or was used before");
  return { ...(await tokensOf(taken, client, uses)), refreshToken };
};

interface Shown {
  readonly redirectUri: string | undefined;
  readonly verifier: string | undefined;
}

/** The code is bound to the client, the redirect URI and the PKCE challenge of the request that it answers. */
const refuseStranger = (code: TakenCode, client: Client, { redirectUri, verifier }: Shown) => {
  if (code.clientId !== client.id) throw new InvalidGrant("the code is another client's");
  if (redirectUri !== code.redirectUri)
    throw new InvalidRedirect(`expected redirect_uri ${code.redirectUri}; received ${redirectUri ?? "none"}`);
  if (!provesPossession(verifier, code.codeChallenge))
    throw new InvalidGrant("code_verifier does not fit the code_challenge");
};

const tokensOf = async (code: TakenCode, client: Client, uses: Parameters<GrantType>[2]) => {
  const user = await uses.users.find(code.poolId, code.username);
  if (!user?.enabled) throw new InvalidGrant(user ? "the user is disabled" : "the user does not exist");
  const of = { issuer: uses.issuer(code.poolId), user, client, grant: code, overrides: code.overrides };
  const issue = { ...of, by: "domain", now: uses.now() } as const;
  return issueTokens(issue, { keys: await uses.signingKeys(code.poolId), nonce: code.nonce });
};
