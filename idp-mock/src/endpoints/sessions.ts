import type { RequestHandler } from "express";
import { z } from "zod";
import type { Idp } from "../idp.ts";
import { sessionsPage } from "../pages/sessions-page.ts";
import { forgetSession, sessionIdIn } from "../sessions/session-cookie.ts";
import { readForm } from "./read-form.ts";

/** GET /sessions: who is signed in at the identity provider. */
export const sessions =
  (idp: Idp): RequestHandler =>
  ({ headers }, response) =>
    void response.type("html").send(sessionsPage(idp, sessionIdIn(idp, headers.cookie)));

const form = z.object({ session: z.string() });

/** POST /sessions: signs out of one of them; it does no harm that it has ended already. */
export const signOut =
  (idp: Idp): RequestHandler =>
  ({ body, headers }, response) => {
    const { session } = readForm(form, body);
    idp.sessions.end(session);
    if (sessionIdIn(idp, headers.cookie) === session) forgetSession(idp, response);
    response.redirect(303, `${idp.home}/sessions`);
  };
