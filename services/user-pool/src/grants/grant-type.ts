import type { Client } from "../config/user-pool-client.ts";
import type { Parameters } from "../parameters.ts";
import type { Tokens } from "../tokens/issue-tokens.ts";
import type { Trace } from "../trace/trace.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import type { Uses } from "../world.ts";

/** What a grant gives; a refresh token only where there is a new one. */
export interface Granted extends Tokens {
  readonly refreshToken: string | undefined;
}

export type GrantUses = TriggerUses & Uses<"codes" | "families" | "users" | "signingKeys" | "issuer" | "now">;

/** One `grant_type` of the token endpoint. The trace is that of the sign-in whose code is redeemed. */
export type GrantType = (
  form: Parameters,
  client: Client,
  uses: GrantUses & { readonly trace: Trace },
) => Promise<Granted>;
