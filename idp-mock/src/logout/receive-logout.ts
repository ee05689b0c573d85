// What a service provider says at the logout service, over either binding, and what follows.
import type { Idp } from "../idp.ts";
import { believed, type Received } from "../requests/believed.ts";
import { checkEnvelope, type Kind } from "../requests/envelope.ts";
import { checkNotOver, logoutRequest, logoutResponse } from "../requests/logout-message.ts";
import { RefusedRequest } from "../requests/refused-request.ts";
import { goOn, signOutFor } from "./log-out.ts";
import { type LogoutForm, logoutServiceOf } from "./logout-form.ts";

/** A message and the RelayState beside it. */
export interface Incoming {
  readonly kind: "LogoutRequest" | "LogoutResponse";
  readonly message: Received;
  readonly relayState: string | undefined;
}

/** What was done: how many sessions were ended, and the form that the browser posts next. */
export interface LoggedOut {
  readonly reason: string;
  readonly form: LogoutForm | undefined;
}

/** @throws {RefusedRequest} */
export const receiveLogout = (idp: Idp, incoming: Incoming): Promise<LoggedOut> =>
  incoming.kind === "LogoutRequest" ? receiveRequest(idp, incoming) : receiveResponse(idp, incoming);

const receiveRequest = async (idp: Idp, incoming: Incoming): Promise<LoggedOut> => {
  const request = checked(idp, incoming, logoutRequest);
  checkNotOver(request, idp.now());
  const { issuer: serviceProvider, nameId, sessionIndexes, id: inResponseTo } = request;
  const sessions = idp.sessions.named({ serviceProvider, nameId, sessionIndexes });
  const visit = sessions[0]?.visits.find((one) => one.serviceProvider === serviceProvider);
  const action = logoutServiceOf(idp, serviceProvider, visit);
  const waiting = { serviceProvider, action, inResponseTo, relayState: incoming.relayState };
  // Sessions end with the process: who asks for one that there is not gets what was asked for.
  const form = await signOutFor(idp, sessions, waiting);
  return { reason: `${serviceProvider} ended ${sessions.length} sessions of ${nameId}`, form };
};

const success = "urn:oasis:names:tc:SAML:2.0:status:Success";

const receiveResponse = async (idp: Idp, incoming: Incoming): Promise<LoggedOut> => {
  const { issuer, inResponseTo, status } = checked(idp, incoming, logoutResponse);
  const sent = idp.logouts.find(inResponseTo);
  if (sent?.serviceProvider !== issuer)
    throw refused("LogoutResponse/@InResponseTo", `a LogoutRequest that ${issuer} has not answered`, inResponseTo);
  if (sent.relayState !== incoming.relayState)
    throw refused("RelayState", sent.relayState, incoming.relayState ?? "none");
  if (status !== success) throw refused("LogoutResponse/Status/StatusCode/@Value", success, status);
  idp.logouts.take(inResponseTo);
  return { reason: `${issuer} has ended its session`, form: await goOn(idp, sent.logout) };
};

/** Read twice: first for whose it says it is, then from what that service provider signed. */
const checked = <Message extends ReturnType<typeof logoutRequest> | ReturnType<typeof logoutResponse>>(
  idp: Idp,
  { kind, message, relayState }: Incoming & { readonly kind: Kind },
  read: (xml: string) => Message,
): Message => {
  const { issuer } = read(message.xml);
  idp.journal.note({ idp: idp.name, kind, serviceProvider: issuer, relayState, xml: message.xml });
  const serviceProviders = idp.serviceProviders.list();
  const verified = read(believed(message, issuer, serviceProviders));
  checkEnvelope(verified, { destination: idp.urls.singleLogout, serviceProviders, now: idp.now() }, kind);
  return verified;
};

const refused = (subject: string, expected: string, received: string) =>
  new RefusedRequest({ subject, expected, received });
