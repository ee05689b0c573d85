import type { Client } from "../config/user-pool-client.ts";
import type { Tokens } from "../tokens/issue-tokens.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import { tokensForCode } from "./authorization-code.ts";
import { InvalidGrant } from "./failures.ts";
import type { GrantUses } from "./grant-type.ts";

/**
 * The tokens of a sign-in for an application that wants them at once: the pool redeems the code itself, so that one
 * way leads from every sign-in to its tokens. There is no refresh token, and their family lives as long as they do.
 * @see https://datatracker.ietf.org/doc/html/rfc6749#section-4.2
 * @throws {InvalidGrant}
 */
export const implicit = async (code: string, client: Client, uses: GrantUses): Promise<Tokens> => {
  const now = uses.now();
  const { access, id } = client.lifetimes;
  const expires = new Date(now.getTime() + Math.max(access, id) * 1000);
  const taken = await uses.codes.take(hashOf(code), now, () => ({ tokenHash: undefined, expires }));
  if (!taken) throw new InvalidGrant("the code is spent");
  return await tokensForCode(taken, client, uses);
};
