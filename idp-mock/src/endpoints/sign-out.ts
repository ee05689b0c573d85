import type { RequestHandler } from "express";
import type { Idp } from "../idp.ts";
import { signOut as signOutOf } from "../logout/log-out.ts";
import { RefusedRequest } from "../requests/refused-request.ts";
import { sessionIdIn } from "../sessions/session-cookie.ts";
import { sendLogout } from "./send-logout.ts";

/** POST /sign-out: ends a session, of this browser or of another, and tells the service providers that were visited. */
export const signOut =
  (idp: Idp): RequestHandler =>
  async ({ body, headers }, response) => {
    const session = idp.sessions.find(body?.session);
    if (!session)
      throw new RefusedRequest({
        subject: "session",
        expected: "one that has not ended",
        received: String(body?.session ?? "none"),
      });
    const form = await signOutOf(idp, session);
    response.locals.reason = `${session.person} signs out`;
    sendLogout(idp, { form, isGone: sessionIdIn(idp, headers.cookie) === session.id }, response);
  };
