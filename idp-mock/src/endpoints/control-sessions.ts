import type { RequestHandler } from "express";
import { z } from "zod";
import { Mistakes } from "../control/mistakes.ts";
import { idpNamed, personAt } from "../control/who.ts";
import type { Idps } from "../endpoints.ts";
import { formsToSignOut } from "../logout/log-out.ts";
import { controlled, controlledByPath, controlledByQuery } from "./controlled.ts";

/** GET /control/sessions: who is signed in at the identity providers, and where it took them. */
export const controlListSessions = (idps: Idps): RequestHandler =>
  controlledByQuery(z.strictObject({ idp: z.string().optional() }), ({ idp }) => {
    const some = idp === undefined ? idps : [idpNamed(idps, idp)];
    return { sessions: some.flatMap(({ name, sessions }) => sessions.list().map((each) => ({ idp: name, ...each }))) };
  });

/** POST /control/sessions: a session of a person, at no service provider yet. */
export const controlSessions = (idps: Idps): RequestHandler =>
  controlled(z.strictObject({ idp: z.string().optional(), person: z.string() }), ({ idp: name, person }) => {
    const idp = idpNamed(idps, name);
    return { idp: idp.name, ...idp.sessions.join(undefined, { person: personAt(idp, person).email }) };
  });

/** DELETE /control/sessions/{id}: ends it. `forms` are LogoutRequests for a browser to post, one for each visited. */
export const controlEndSession = (idps: Idps): RequestHandler =>
  controlledByPath(z.strictObject({ id: z.string() }), async ({ id }) => {
    const idp = idps.find(({ sessions }) => sessions.find(id));
    const session = idp?.sessions.find(id);
    if (!idp || !session)
      throw new Mistakes({ subject: "id", expected: "that of a session that has not ended", received: id });
    return { idp: idp.name, ...session, forms: await formsToSignOut(idp, session) };
  });
