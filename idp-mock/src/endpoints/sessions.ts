import type { RequestHandler } from "express";
import type { Idp } from "../idp.ts";
import { sessionsPage } from "../pages/sessions-page.ts";
import { sessionIdIn } from "../sessions/session-cookie.ts";

/** GET /sessions: who is signed in at the identity provider. */
export const sessions =
  (idp: Idp): RequestHandler =>
  ({ headers }, response) =>
    void response.type("html").send(sessionsPage(idp, sessionIdIn(idp, headers.cookie)));
