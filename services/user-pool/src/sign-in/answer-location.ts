import type { Client } from "../config/user-pool-client.ts";
import { InvalidGrant } from "../grants/failures.ts";
import type { GrantUses } from "../grants/grant-type.ts";
import { implicit } from "../grants/implicit.ts";
import { successLocation, tokensLocation } from "./redirect.ts";
import { type ReturnAddress, SentToApplication } from "./refusals.ts";

interface Signed {
  readonly to: ReturnAddress;
  readonly client: Client;
  /** Of the sign-in that has just been completed. */
  readonly code: string;
}

/**
 * Where the browser goes after a sign-in: back with the code, or with the tokens that the pool redeems it for at once.
 * @throws {SentToApplication} when no tokens can be had
 */
export const answerLocation = async ({ to, client, code }: Signed, uses: GrantUses): Promise<string> => {
  if (to.responseType === "code") return successLocation(to, code);
  const tokens = await implicit(code, client, uses).catch((error) => {
    throw error instanceof InvalidGrant
      ? new SentToApplication(to, error.code, error.message, { cause: error })
      : error;
  });
  return tokensLocation(to, tokens);
};
