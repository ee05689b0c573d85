// From what the browser brings to a request that is answered; the journal has it either way.
import type { Idp } from "../idp.ts";
import { accept } from "./accept.ts";
import { authnRequest } from "./authn-request.ts";
import { believed, type Received } from "./believed.ts";
import { fromPost, fromRedirect } from "./message.ts";
import { redirectParameters } from "./redirect-parameters.ts";
import { RefusedRequest } from "./refused-request.ts";
import type { PendingRequest } from "./sealed-request.ts";

/** A request that somebody made; without an `id`, nobody did. */
export type Asked = PendingRequest & { readonly id: string };

/** Over HTTP-Redirect. @param query as it stands in the URL, without the question mark @throws {RefusedRequest} */
export const receiveRedirect = (idp: Idp, query: string): Asked => {
  const parameters = redirectParameters(query);
  const xml = fromRedirect(parameters.SAMLRequest?.value);
  return received(idp, { xml, parameters }, parameters.RelayState?.value);
};

/** Over HTTP-POST. @param form its fields @throws {RefusedRequest} */
export const receivePost = (idp: Idp, form: Readonly<Record<string, unknown>> | undefined): Asked =>
  received(idp, { xml: fromPost(form?.SAMLRequest) }, once(form?.RelayState));

const received = (idp: Idp, message: Received, relayState: string | undefined): Asked => {
  const { name, journal, urls, style } = idp;
  const { issuer } = authnRequest(message.xml);
  journal.note({ idp: name, kind: "AuthnRequest", serviceProvider: issuer, relayState, xml: message.xml });
  const serviceProviders = idp.serviceProviders.list();
  const accepted = accept(authnRequest(believed(message, issuer, serviceProviders)), {
    destination: urls.singleSignOn,
    serviceProviders,
    now: idp.now(),
    nameIdFormat: style.nameIdFormat,
  });
  return { ...accepted, relayState, xml: message.xml };
};

/** It comes back as it was sent, so that two of them cannot be answered. */
export const once = (relayState: unknown) => {
  if (relayState === undefined || typeof relayState === "string") return relayState;
  throw new RefusedRequest({ subject: "RelayState", expected: "the parameter, at most once", received: "several" });
};
