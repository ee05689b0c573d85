import type { CodeGrant } from "../sign-in/authorization-code.ts";
import type { PendingSignIn } from "../sign-in/pending-sign-in.ts";
import type { UserKey } from "../user.ts";

/** Database null is absent; inside it is undefined. */
export const absent = <Value>(value: Value | null): Value | undefined => value ?? undefined;

/** The columns that name a user. */
export const userColumns = ({ poolId, username }: UserKey) => ({ pool_id: poolId, username });

/** The columns that a pending sign-in and a code have in common. */
export interface RequestRow {
  readonly pool_id: string;
  readonly client_id: string;
  readonly redirect_uri: string;
  readonly scopes: string[];
  readonly nonce: string | null;
  readonly code_challenge: string | null;
  readonly resource: string | null;
}

type InCommon = Pick<
  PendingSignIn & CodeGrant,
  "poolId" | "clientId" | "redirectUri" | "scopes" | "nonce" | "codeChallenge" | "resource"
>;

export const requestOf = (row: RequestRow): InCommon => ({
  poolId: row.pool_id,
  clientId: row.client_id,
  redirectUri: row.redirect_uri,
  scopes: row.scopes,
  nonce: absent(row.nonce),
  codeChallenge: absent(row.code_challenge),
  resource: absent(row.resource),
});

export const requestRow = (request: InCommon) => ({
  pool_id: request.poolId,
  client_id: request.clientId,
  redirect_uri: request.redirectUri,
  scopes: [...request.scopes],
  nonce: request.nonce,
  code_challenge: request.codeChallenge,
  resource: request.resource,
});
