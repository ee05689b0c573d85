import { randomUUID } from "node:crypto";
import type { Provider } from "../config/identity-provider.ts";
import { native } from "../config/native-users.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import type { Trace } from "../trace/trace.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import { preTokenGeneration } from "../triggers/pre-token-generation.ts";
import type { Uses } from "../world.ts";
import { codeLifetime } from "./authorization-code.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";
import type { BrowserSession } from "./browser-session.ts";
import { refusedByTrigger } from "./refused-by-trigger.ts";

const eventOf = ({ provider }: BrowserSession) => (provider === undefined ? randomUUID() : undefined);

interface Asked {
  readonly authorization: AuthorizationRequest;
  /** The one that was named; undefined: any will do. */
  readonly provider: Provider | undefined;
  readonly cookieHash: Buffer;
  readonly trace: Trace;
}

/**
 * A code for a browser in which somebody has signed in within the hour, without a visit to the identity provider;
 * undefined where the session does not serve the request. The id token then has the request's nonce or none.
 * @throws {SentToApplication} what the trigger PreTokenGeneration does not let through
 */
export const codeFromSession = async (
  { authorization, provider, cookieHash, trace }: Asked,
  uses: TriggerUses & Uses<"sessions" | "records" | "users" | "codes" | "attempts" | "now">,
): Promise<string | undefined> => {
  const { sessions, records, users, codes, attempts, now } = uses;
  const { client } = authorization;
  const session = await sessions.find(cookieHash, now());
  if (session?.poolId !== client.poolId || !client.providers.includes(session.provider ?? native)) return undefined;
  if (provider && provider.name !== session.provider) return undefined;
  // A provider may be deleted while a client still lists it.
  if (session.provider !== undefined && !(await records.findProvider(session.poolId, session.provider)))
    return undefined;
  const user = await users.find(session.poolId, session.username);
  if (!user?.enabled) return undefined;
  const { redirectUri, scopes, nonce, codeChallenge } = authorization;
  const generation = { source: "TokenGeneration_HostedAuth", clientId: client.id, user, scopes } as const;
  const overrides = await preTokenGeneration(generation, uses).catch(refusedByTrigger(authorization));
  const code = randomUUID();
  const grant = {
    clientId: client.id,
    redirectUri,
    scopes,
    nonce,
    codeChallenge,
    overrides,
    eventId: eventOf(session),
    ...session,
    attemptId: trace.attemptId,
  };
  trace.learned({ provider: session.provider, username: session.username });
  trace.reached("code issued");
  trace.ended({ code: "success" });
  await attempts.record(trace.leg());
  await codes.save(hashOf(code), grant, new Date(now().getTime() + codeLifetime * 1000));
  return code;
};
