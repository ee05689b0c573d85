// From what the browser brings to a request that is answered; the journal has it either way.
import type { Idp } from "../idp.ts";
import { accept } from "./accept.ts";
import { authnRequest } from "./authn-request.ts";
import { fromPost, fromRedirect } from "./message.ts";
import { RefusedRequest } from "./refused-request.ts";
import type { PendingRequest } from "./sealed-request.ts";

/** A request that somebody made; without an `id`, nobody did. */
export type Asked = PendingRequest & { readonly id: string };

/** Over HTTP-Redirect. @param query as it stands in the URL, without the question mark @throws {RefusedRequest} */
export const receiveRedirect = (idp: Idp, query: string): Asked => {
  const parameters = new URLSearchParams(query);
  const single = (name: string) => {
    const values = parameters.getAll(name);
    return values.length > 1 ? values : values[0];
  };
  return received(idp, fromRedirect(single("SAMLRequest")), single("RelayState"));
};

/** Over HTTP-POST. @param form its fields @throws {RefusedRequest} */
export const receivePost = (idp: Idp, form: Readonly<Record<string, unknown>> | undefined): Asked =>
  received(idp, fromPost(form?.SAMLRequest), form?.RelayState);

const received = (idp: Idp, xml: string, relayState: unknown): Asked => {
  const { name, journal, urls, serviceProviders } = idp;
  const request = authnRequest(xml);
  const returned = once(relayState);
  journal.note({ idp: name, kind: "AuthnRequest", serviceProvider: request.issuer, relayState: returned, xml });
  const accepted = accept(request, {
    destination: urls.singleSignOn,
    serviceProviders: serviceProviders.list(),
    now: idp.now(),
  });
  return { ...accepted, relayState: returned, xml };
};

/** It comes back as it was sent, so that two of them cannot be answered. */
const once = (relayState: unknown) => {
  if (relayState === undefined || typeof relayState === "string") return relayState;
  throw new RefusedRequest({ subject: "RelayState", expected: "the parameter, at most once", received: "several" });
};
