import type { Client } from "../config/user-pool-client.ts";
import { issueTokens, type Tokens } from "../tokens/issue-tokens.ts";
import { mayReadAllOf } from "../tokens/readable-attributes.ts";
import { newRefreshToken } from "../tokens/refresh-token.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import { demand } from "../trace/check.ts";
import type { Trace } from "../trace/trace.ts";
import type { TakenCode } from "./codes.ts";
import { InvalidGrant, InvalidRedirect, InvalidRequest, UnauthorizedClient } from "./failures.ts";
import type { GrantType, GrantUses } from "./grant-type.ts";
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
    refuseStranger(held, shown, { client, trace: uses.trace });
    uses.trace.reached("code redeemed");
    const expires = new Date(now.getTime() + client.lifetimes.refresh * 1000);
    return { tokenHash: hashOf(refreshToken), expires, leg: held.attemptId ? uses.trace.leg() : undefined };
  });
  if (!taken) throw await notHonoured(hashOf(code), uses);
  return { ...(await tokensForCode(taken, client, uses)), refreshToken };
};

/** Who shows a code that was used may be its thief or its owner: the attempt that it came of tells of it. */
const notHonoured = async (codeHash: Buffer, { codes, trace }: Parameters<GrantType>[2]) => {
  const attemptId = await codes.attemptOf(codeHash);
  if (attemptId !== undefined) {
    trace.learned({ attemptId });
    trace.reached("code shown");
    const expected = "within five minutes, for the first time";
    trace.checked({ what: "Code", code: "invalid_grant", expected, received: "too late or again", passed: false });
  }
  return new InvalidGrant("the code is unknown, expired or was used before");
};

interface Shown {
  readonly redirectUri: string | undefined;
  readonly verifier: string | undefined;
}

interface Redeemer {
  readonly client: Client;
  readonly trace: Trace;
}

/** The code is bound to the client, the redirect URI and the PKCE challenge of the request that it answers. */
const refuseStranger = (code: TakenCode, { redirectUri = "none", verifier }: Shown, { client, trace }: Redeemer) => {
  const { attemptId, codeChallenge } = code;
  if (attemptId !== undefined) {
    trace.learned({ attemptId });
    trace.reached("code shown");
  }
  demand(
    trace.checked,
    { what: "Client", expected: code.clientId, received: client.id, passed: client.id === code.clientId },
    new InvalidGrant("the code is another client's"),
  );
  demand(
    trace.checked,
    {
      what: "redirect_uri",
      expected: code.redirectUri,
      received: redirectUri,
      passed: redirectUri === code.redirectUri,
    },
    new InvalidRedirect(`expected redirect_uri ${code.redirectUri}; received ${redirectUri}`),
  );
  demand(
    trace.checked,
    { ...proof(codeChallenge, verifier), passed: provesPossession(verifier, codeChallenge) },
    new InvalidGrant("code_verifier does not fit the code_challenge"),
  );
};

/** The verifier is a secret until the code is spent. */
const proof = (challenge: string | undefined, verifier: string | undefined) => ({
  what: "code_verifier",
  expected: challenge === undefined ? "none" : "the one of the code_challenge",
  received: verifier === undefined ? "none" : "one",
});

/** @throws {InvalidGrant} */
export const tokensForCode = async (code: TakenCode, client: Client, uses: GrantUses): Promise<Tokens> => {
  if (!mayReadAllOf(code.scopes, client.readable))
    throw new InvalidGrant("the client may not read all attributes that its scopes show");
  const user = await uses.users.find(code.poolId, code.username);
  if (!user?.enabled) throw new InvalidGrant(user ? "the user is disabled" : "the user does not exist");
  const of = { issuer: uses.issuer(code.poolId), user, client, grant: code, overrides: code.overrides };
  const issue = { ...of, by: "domain", now: uses.now() } as const;
  return issueTokens(issue, { keys: await uses.signingKeys(code.poolId), nonce: code.nonce });
};
