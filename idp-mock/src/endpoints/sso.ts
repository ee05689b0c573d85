import type { RequestHandler, Response } from "express";
import type { Idps } from "../endpoints.ts";
import type { Idp } from "../idp.ts";
import { peoplePage } from "../pages/people-page.ts";
import { accept } from "../requests/accept.ts";
import { authnRequest } from "../requests/authn-request.ts";
import { fromPost, fromRedirect } from "../requests/message.ts";
import { RefusedRequest } from "../requests/refused-request.ts";
import { answer } from "./answer.ts";

/** GET /sso: an AuthnRequest over HTTP-Redirect. */
export const ssoOverRedirect =
  (idp: Idp, idps: Idps): RequestHandler =>
  ({ query }, response) =>
    signIn({ idp, idps }, { xml: fromRedirect(query.SAMLRequest), relayState: query.RelayState }, response);

/** POST /sso: an AuthnRequest over HTTP-POST. */
export const ssoOverPost =
  (idp: Idp, idps: Idps): RequestHandler =>
  ({ body }, response) =>
    signIn({ idp, idps }, { xml: fromPost(body?.SAMLRequest), relayState: body?.RelayState }, response);

const signIn = async (
  { idp, idps }: { idp: Idp; idps: Idps },
  { xml, relayState }: { xml: string; relayState: unknown },
  response: Response,
) => {
  const { serviceProviders, urls, journal } = idp;
  const now = idp.clock();
  const accepted = accept(authnRequest(xml), {
    destination: urls.singleSignOn,
    serviceProviders: serviceProviders.list(),
    now,
  });
  const asked = { ...accepted, relayState: single(relayState) };
  journal.note({ idp: idp.name, kind: "AuthnRequest", xml, ...asked });
  const next = idp.nextSignIns.take();
  if (next) return await answer({ idp, idps, asked }, next, response);
  response.type("html").send(peoplePage(idp, accepted, idp.seal.close(asked, now)));
};

/** It comes back as it was sent, so that two of them cannot be answered. */
const single = (relayState: unknown) => {
  if (relayState === undefined || typeof relayState === "string") return relayState;
  throw new RefusedRequest({ subject: "RelayState", expected: "the parameter, at most once", received: "several" });
};
