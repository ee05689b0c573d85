import type { Logger } from "@gatehouse/http/log.ts";
import type { VerifyIdToken } from "../id-token.ts";
import type { RefreshSession } from "../refresh.ts";
import type { Sessions } from "../sessions.ts";
import type { SignIns } from "../sign-ins.ts";
import type { PoolTokens } from "../tokens-at-pool.ts";

/** What the endpoints share. Each names the members that it uses. */
export interface Uses {
  readonly signIns: SignIns;
  readonly sessions: Sessions;
  readonly pool: PoolTokens;
  readonly verifyIdToken: VerifyIdToken;
  readonly refreshSession: RefreshSession;
  readonly client: Client;
  readonly log: Logger;
}

/** This service as the pool's app client. */
export interface Client {
  readonly id: string;
  /** What browsers call this service by. */
  readonly publicUrl: string;
  /** Where browsers reach the pool. */
  readonly poolUrl: string;
  readonly redirectUri: string;
  readonly identityProvider: string | undefined;
}
