import { decodeJwt } from "jose";
import { outcomeOf } from "../sign-in/outcome.ts";
import { attemptOf } from "../trace/attempt-of.ts";
import { type AttemptFacts, beginTrace, type Trace } from "../trace/trace.ts";
import type { Uses } from "../world.ts";

/** Operations that sign somebody in, and the member that holds what only they must see, but for the username. */
const signIns: ReadonlyMap<string, "AuthParameters" | "ChallengeResponses"> = new Map([
  ["InitiateAuth", "AuthParameters"],
  ["AdminInitiateAuth", "AuthParameters"],
  ["RespondToAuthChallenge", "ChallengeResponses"],
  ["AdminRespondToAuthChallenge", "ChallengeResponses"],
]);

/** The longest AuthSessionValidity, in milliseconds. */
const longestSession = 15 * 60_000;

interface Call {
  readonly operation: string;
  /** The request's JSON, not checked yet. */
  readonly body: object;
  readonly requestId: string;
  /** Told the attempt that the call turns out to be part of. */
  readonly partOf: (attemptId: string) => void;
}

/**
 * Runs a call of the JSON API, and traces it if it is part of a sign-in. Its challenges and the answers to them are one attempt.
 * @throws whatever `run` throws
 */
export const tracedCall = async (
  call: Call,
  { attempts, now }: Uses<"attempts" | "now">,
  run: () => Promise<object>,
): Promise<object> => {
  const secrets = signIns.get(call.operation);
  if (secrets === undefined || text(call.body, "AuthFlow")?.startsWith("REFRESH_TOKEN")) return await run();
  const trace = beginTrace(call.requestId, now);
  begin(trace, call, text(member(call.body, secrets), "USERNAME"));
  try {
    const answer = await run();
    if (text(answer, "Session") === undefined) signedIn(trace, answer);
    else challenged(trace, { call, answer, now: now() });
    return answer;
  } catch (error) {
    trace.reached("refused");
    trace.ended(outcomeOf(error) ?? { code: "INTERNAL_ERROR" });
    throw error;
  } finally {
    call.partOf(trace.attemptId);
    await attempts.record(trace.leg());
  }
};

const begin = (trace: Trace, { operation, body }: Call, username: string | undefined) => {
  trace.reached("authorize");
  const shown = ["AuthFlow", "ChallengeName", "ClientId"].flatMap((name): [string, string][] => {
    const value = text(body, name);
    return value === undefined ? [] : [[name, value]];
  });
  trace.asked(Object.fromEntries([["operation", operation], ...shown]));
  trace.learned({ clientId: text(body, "ClientId"), poolId: text(body, "UserPoolId"), username });
  const session = text(body, "Session");
  if (session !== undefined) trace.learned({ attemptId: attemptOf(session) });
};

const signedIn = (trace: Trace, answer: object) => {
  trace.learned(saidBy(member(member(answer, "AuthenticationResult"), "AccessToken")));
  trace.reached("tokens issued");
  trace.ended({ code: "success" });
};

/** Whose the tokens are, who may have typed an alias; those of a client that cannot revoke them name no origin. */
const saidBy = (token: unknown): Partial<AttemptFacts> => {
  const claims = typeof token === "string" ? decodeJwt(token) : {};
  return Object.fromEntries(
    [
      ["username", text(claims, "username")],
      ["originJti", text(claims, "origin_jti")],
    ].filter(([, value]) => value !== undefined),
  );
};

const challenged = (trace: Trace, { call, answer, now }: { call: Call; answer: object; now: Date }) => {
  trace.reached("challenged");
  trace.learned({ pendingUntil: new Date(now.getTime() + longestSession) });
  if (text(call.body, "Session") === undefined) trace.learned({ attemptId: attemptOf(text(answer, "Session") ?? "") });
};

const member = (object: unknown, name: string): unknown =>
  typeof object === "object" && object !== null && Object.hasOwn(object, name)
    ? (object as Record<string, unknown>)[name]
    : undefined;

const text = (object: unknown, name: string): string | undefined => {
  const value = member(object, name);
  return typeof value === "string" && value !== "" ? value.slice(0, 2_048) : undefined;
};
