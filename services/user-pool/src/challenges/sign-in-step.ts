import type { Pool } from "../config/user-pool.ts";
import type { Client } from "../config/user-pool-client.ts";
import type { IssuedBy } from "../tokens/claims.ts";
import type { TokenOverrides } from "../tokens/overrides.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";
import type { ChallengeName } from "./challenge.ts";

/** Where somebody is signing in. */
export interface Place {
  readonly pool: Pool;
  readonly client: Client;
  /** At the API a sign-in ends with a token family; at the domain the page goes on from there. */
  readonly by: IssuedBy;
  /** Of the challenge that is answered: undefined where a sign-in begins. */
  readonly session?: string | undefined;
  readonly clientMetadata?: Readonly<Record<string, string>> | undefined;
}

/** A sign-in that has come to its end. */
export interface SignedIn {
  readonly user: User;
  readonly authTime: Date;
  /** Names the sign-in in its tokens. */
  readonly eventId: string;
  /** Begun at the API alone, with what the pool's trigger changes in its tokens. */
  readonly family:
    | { readonly originJti: string; readonly refreshToken: string; readonly overrides: TokenOverrides | undefined }
    | undefined;
}

/** What the user is asked next. */
export interface AskedChallenge {
  readonly name: ChallengeName;
  /** Shown with the answer; it can be used once. */
  readonly session: string;
  readonly parameters: Readonly<Record<string, string>>;
}

export type SignInStep = { readonly signedIn: SignedIn } | { readonly challenge: AskedChallenge };

export type SignInUses = TriggerUses &
  Uses<"users" | "passwords" | "accounts" | "challenges" | "softwareTokens" | "now">;
