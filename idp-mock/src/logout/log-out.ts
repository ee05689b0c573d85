// Single logout (SAML Profiles 2.0, 4.4): the session ends here, and the browser tells each service provider in turn.
import type { Idp } from "../idp.ts";
import type { Session } from "../sessions/sessions.ts";
import { type LogoutForm, requestForm, responseForm } from "./logout-form.ts";
import type { Logout, Waiting } from "./logouts.ts";

/**
 * Ends a session that a person ends here.
 * @returns the form that the browser posts next; undefined when nobody is to be told
 */
export const signOut = async (idp: Idp, session: Session): Promise<LogoutForm | undefined> => {
  idp.sessions.end(session.id);
  return await goOn(idp, { session, rest: visited(session), waiting: undefined });
};

/** Ends a session at once. @returns a form for each service provider that was visited: their answers lead no further */
export const formsToSignOut = async (idp: Idp, session: Session): Promise<readonly LogoutForm[]> => {
  idp.sessions.end(session.id);
  const forms = visited(session).map((one) => goOn(idp, { session, rest: [one], waiting: undefined }));
  return (await Promise.all(forms)).flatMap((form) => form ?? []);
};

/** Ends the sessions that a service provider named: the others are told first, and it is answered at last. */
export const signOutFor = async (
  idp: Idp,
  sessions: readonly Session[],
  waiting: Waiting,
): Promise<LogoutForm | undefined> => {
  for (const { id } of sessions) idp.sessions.end(id);
  const [session, ...more] = sessions;
  if (!session) return await responseForm(idp, waiting);
  const all = { ...session, visits: [session, ...more].flatMap(({ visits }) => visits) };
  const rest = visited(all).filter((one) => one !== waiting.serviceProvider);
  return await goOn(idp, { session: all, rest, waiting });
};

/** The next form of a logout. Those that have no logout service are left out. */
export const goOn = async (idp: Idp, logout: Logout): Promise<LogoutForm | undefined> => {
  const [serviceProvider, ...rest] = logout.rest;
  if (serviceProvider === undefined) return logout.waiting && (await responseForm(idp, logout.waiting));
  const request = await requestForm(idp, logout.session, serviceProvider);
  const after = { ...logout, rest };
  if (!request) return await goOn(idp, after);
  idp.logouts.save(request.id, { serviceProvider, relayState: request.relayState, logout: after });
  return request.form;
};

const visited = ({ visits }: Session) => [...new Set(visits.map(({ serviceProvider }) => serviceProvider))];
