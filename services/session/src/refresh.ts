import { failure } from "@gatehouse/http/failure.ts";
import { PoolUnreachable } from "@gatehouse/user-pool-client/pool-request.ts";
import { BadIdToken, belongsTo, type VerifyIdToken } from "./id-token.ts";
import type { Session, Sessions, StoredSession } from "./sessions.ts";
import { InvalidGrant, type PoolTokens } from "./tokens-at-pool.ts";

/** There is no session, or no more. */
export const NoSession = failure("NoSession", 401, "Sign in again.");

/** Gets new tokens for the session; rejects with NoSession when it ended. */
export type RefreshSession = (key: string) => Promise<StoredSession>;

/**
 * One refresh at a time for a session: in this process whoever asks meanwhile shares it, and across processes the row is
 * locked. A pool that rotates refresh tokens takes two at once for theft.
 */
export const refresher = (uses: {
  sessions: Sessions;
  pool: PoolTokens;
  verifyIdToken: VerifyIdToken;
}): RefreshSession => {
  const underWay = new Map<string, Promise<StoredSession>>();
  const refresh = async (key: string) => {
    const session = await uses.sessions.change(key, (stored) =>
      stored.fresh ? Promise.resolve(stored) : renew(stored, uses),
    );
    if (!session) throw new NoSession();
    return session;
  };
  return (key) => {
    const running = underWay.get(key) ?? refresh(key).finally(() => underWay.delete(key));
    underWay.set(key, running);
    return running;
  };
};

/** The session with new tokens; undefined when the pool says that it is over. An outage of the pool ends nothing. */
const renew = async (
  session: Session,
  { pool, verifyIdToken }: { pool: PoolTokens; verifyIdToken: VerifyIdToken },
): Promise<Session | undefined> => {
  try {
    const { accessToken, idToken, refreshToken = session.refreshToken } = await pool.refresh(session.refreshToken);
    const verified = await verifyIdToken(idToken);
    // OpenID Connect Core 12.2: the same person, whatever the pool answers.
    if (verified.username !== session.username)
      throw new PoolUnreachable(`${session.username}'s refresh token was answered with tokens of ${verified.username}`);
    if (verified.accessTokenHash !== undefined && !belongsTo(accessToken, verified))
      throw new PoolUnreachable("the refreshed access token does not belong to the id token");
    return { username: session.username, accessToken, idToken, refreshToken };
  } catch (error) {
    if (error instanceof InvalidGrant) return undefined;
    if (error instanceof BadIdToken)
      throw new PoolUnreachable("the pool's new id token does not hold", { cause: error });
    throw error;
  }
};
