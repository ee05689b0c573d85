import { randomUUID } from "node:crypto";
import { samlLogoutRequest, samlLogoutResponse } from "@gatehouse/saml-response/logout.ts";
import { signed } from "@gatehouse/saml-response/sign.ts";
import type { Idp } from "../idp.ts";
import type { Session, Visit } from "../sessions/sessions.ts";
import type { Waiting } from "./logouts.ts";

/** The form that the browser posts to a service provider's logout service (SAML Bindings 2.0, 3.5.4). */
export interface LogoutForm {
  readonly action: string;
  readonly fields: { readonly SAMLRequest?: string; readonly SAMLResponse?: string; readonly RelayState?: string };
}

/** The logout service that belongs to where the person signed in, or another of that service provider. */
export const logoutServiceOf = (
  { serviceProviders }: Pick<Idp, "serviceProviders">,
  entityId: string,
  visit?: Visit,
) => {
  const its = serviceProviders.list().filter((one) => one.entityId === entityId);
  const visited = its.find((one) => one.assertionConsumerService === visit?.assertionConsumerService);
  return visited?.singleLogoutService ?? its.find((one) => one.singleLogoutService)?.singleLogoutService;
};

/** A signed LogoutRequest, remembered by nobody yet. @returns undefined for one that has no logout service */
export const requestForm = async (idp: Idp, session: Session, serviceProvider: string) => {
  const visits = session.visits.filter((visit) => visit.serviceProvider === serviceProvider);
  const last = visits.at(-1);
  const action = logoutServiceOf(idp, serviceProvider, last);
  if (!last || action === undefined) return undefined;
  const [id, relayState, now] = [`_${randomUUID()}`, randomUUID(), idp.clock()];
  const named = visits.filter(({ nameId }) => nameId === last.nameId).map(({ sessionIndex }) => sessionIndex);
  const content = { id, issuer: idp.entityId, destination: action, now, nameId: last.nameId, sessionIndexes: named };
  const xml = signed(samlLogoutRequest(content), { what: "message", ...(await idp.keys.current()) });
  const { name, journal } = idp;
  journal.note({ idp: name, kind: "LogoutRequest", serviceProvider, person: session.person, relayState, xml });
  const form: LogoutForm = { action, fields: { SAMLRequest: base64(xml), RelayState: relayState } };
  return { id, relayState, form };
};

/** A signed LogoutResponse. @returns undefined for one that has no logout service */
export const responseForm = async (
  idp: Idp,
  { serviceProvider, action, inResponseTo, relayState }: Waiting,
): Promise<LogoutForm | undefined> => {
  if (action === undefined) return undefined;
  const content = { issuer: idp.entityId, destination: action, now: idp.clock(), inResponseTo };
  const xml = signed(samlLogoutResponse(content), { what: "message", ...(await idp.keys.current()) });
  idp.journal.note({ idp: idp.name, kind: "LogoutResponse", serviceProvider, relayState, xml });
  const back = relayState === undefined ? {} : { RelayState: relayState };
  return { action, fields: { SAMLResponse: base64(xml), ...back } };
};

const base64 = (text: string) => Buffer.from(text).toString("base64");
