// Which request a sign-in by the control API answers.
import type { Idps } from "../endpoints.ts";
import type { Idp } from "../idp.ts";
import { notingRefusals } from "../requests/noting-refusals.ts";
import { receiveRedirect } from "../requests/receive.ts";
import type { PendingRequest } from "../requests/sealed-request.ts";
import { Mistakes } from "./mistakes.ts";

/** Name of the identity provider to whose single sign-on service the URL leads. @throws {Mistakes} */
export const idpAt = (idps: Idps, sso: string): string => {
  const [url] = sso.split("?", 1);
  const idp = idps.find(({ urls }) => urls.singleSignOn === url);
  if (idp) return idp.name;
  throw elsewhere(idps, sso);
};

/** The request in the URL that a service provider redirected to. @throws {Mistakes} @throws {RefusedRequest} */
export const requested = (idp: Idp, sso: string): Promise<PendingRequest> => {
  const start = `${idp.urls.singleSignOn}?`;
  if (!sso.startsWith(start)) throw elsewhere([idp], sso);
  return notingRefusals(idp, () => receiveRedirect(idp, sso.slice(start.length)));
};

const elsewhere = (idps: readonly Idp[], received: string) => {
  const expected = idps.map(({ urls }) => `${urls.singleSignOn}?…`).join(" or ");
  return new Mistakes({ subject: "sso", expected, received });
};

/** Nobody asked: the identity provider begins (SAML Profiles 2.0, 4.1.5). @throws {Mistakes} */
export const unasked = (
  { serviceProviders }: Idp,
  received: string,
  relayState: string | undefined,
): PendingRequest => {
  const all = serviceProviders.list();
  const known = all.find(({ entityId }) => entityId === received);
  if (known) return { serviceProvider: received, assertionConsumerService: known.assertionConsumerService, relayState };
  const expected = [...new Set(all.map(({ entityId }) => entityId))].join(" or ");
  throw new Mistakes({ subject: "serviceProvider", expected, received });
};
