import { randomUUID } from "node:crypto";
import { native } from "../config/native-users.ts";
import type { Trace } from "../trace/trace.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import type { User } from "../user.ts";
import type { Uses } from "../world.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";
import type { BrowserSession } from "./browser-session.ts";
import { newCode } from "./new-code.ts";

const eventOf = ({ provider }: BrowserSession) => (provider === undefined ? randomUUID() : undefined);

interface Asked {
  readonly authorization: AuthorizationRequest;
  /** The name of the one that was chosen, `COGNITO` for the pool's own users; undefined: any will do. */
  readonly provider: string | undefined;
  readonly cookieHash: Buffer;
  readonly trace: Trace;
}

type SessionUses = Uses<"sessions" | "records" | "users" | "now">;

interface ServingSession {
  readonly session: BrowserSession;
  readonly user: User;
}

/** The session behind a cookie, if it serves the request: of its pool, of a provider of its client, of a living user. */
export const servingSession = async (
  { authorization: { client }, provider, cookieHash }: Omit<Asked, "trace">,
  { sessions, records, users, now }: SessionUses,
): Promise<ServingSession | undefined> => {
  const session = await sessions.find(cookieHash, now());
  if (session?.poolId !== client.poolId || !client.providers.includes(session.provider ?? native)) return undefined;
  if (provider !== undefined && provider !== (session.provider ?? native)) return undefined;
  // A provider may be deleted while a client still lists it.
  if (session.provider !== undefined && !(await records.findProvider(session.poolId, session.provider)))
    return undefined;
  const user = await users.find(session.poolId, session.username);
  return user?.enabled ? { session, user } : undefined;
};

/**
 * A code for a browser in which somebody has signed in within the hour, without a visit to the identity provider;
 * undefined where the session does not serve the request. The id token then has the request's nonce or none.
 * @throws {SentToApplication} what the trigger PreTokenGeneration does not let through
 */
export const codeFromSession = async (
  asked: Asked,
  uses: SessionUses & TriggerUses & Uses<"codes" | "attempts">,
): Promise<string | undefined> => {
  const served = await servingSession(asked, uses);
  if (!served) return undefined;
  const { session, user } = served;
  const { authorization, trace } = asked;
  const signedIn = { authTime: session.authTime, eventId: eventOf(session) };
  const { code, hash, grant, expires } = await newCode({ authorization, user, signedIn, trace }, uses);
  trace.learned({ provider: session.provider, username: session.username, sessionOf: session.attemptId });
  trace.reached("code issued");
  trace.ended({ code: "success" });
  await uses.attempts.record(trace.leg());
  await uses.codes.save(hash, grant, expires);
  return code;
};
