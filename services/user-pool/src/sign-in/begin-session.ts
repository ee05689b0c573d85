import type { SignedIn } from "../challenges/sign-in-step.ts";
import { hashOf } from "../tokens/secret-hash.ts";
import type { Trace } from "../trace/trace.ts";
import type { TriggerUses } from "../triggers/invoke-trigger.ts";
import type { Uses } from "../world.ts";
import type { AuthorizationRequest } from "./authorization-request.ts";
import { sessionLifetime } from "./browser-session.ts";
import { newCode } from "./new-code.ts";

interface AtThePage {
  readonly authorization: AuthorizationRequest;
  readonly signedIn: SignedIn;
  /** The value of the new session's cookie, and that of the browser's last one. */
  readonly cookie: string;
  readonly lastCookie: string | undefined;
  readonly trace: Trace;
}

/**
 * What follows when somebody has signed in at the pool's own page: a session of the browser, for whichever client of the
 * pool comes next, and the code for the one that asked.
 * @throws {SentToApplication}
 */
export const beginSession = async (
  { authorization, signedIn, cookie, lastCookie, trace }: AtThePage,
  uses: TriggerUses & Uses<"sessions" | "now">,
): Promise<string> => {
  const { user, authTime } = signedIn;
  const { poolId, username } = user;
  const code = await newCode({ authorization, user, signedIn, trace }, uses);
  trace.learned({ username });
  trace.reached("code issued");
  trace.ended({ code: "success" });
  await uses.sessions.begin({
    session: { poolId, username, provider: undefined, authTime, attemptId: trace.attemptId },
    cookieHash: hashOf(cookie),
    expires: new Date(authTime.getTime() + sessionLifetime * 1000),
    replaced: lastCookie === undefined ? undefined : hashOf(lastCookie),
    code,
    leg: trace.leg(),
  });
  return code.code;
};
