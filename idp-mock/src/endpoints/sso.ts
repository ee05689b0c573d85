import type { RequestHandler, Response } from "express";
import { accept } from "../accept.ts";
import { authnRequest } from "../authn-request.ts";
import type { Idp } from "../idp.ts";
import { fromPost, fromRedirect } from "../message.ts";
import { peoplePage } from "../pages/people-page.ts";
import { RefusedRequest } from "../refused-request.ts";
import { answer } from "./answer.ts";

/** GET /sso: an AuthnRequest over HTTP-Redirect. */
export const ssoOverRedirect =
  (idp: Idp): RequestHandler =>
  ({ query }, response) =>
    signIn(idp, fromRedirect(query.SAMLRequest), query.RelayState, response);

/** POST /sso: an AuthnRequest over HTTP-POST. */
export const ssoOverPost =
  (idp: Idp): RequestHandler =>
  ({ body }, response) =>
    signIn(idp, fromPost(body?.SAMLRequest), body?.RelayState, response);

const signIn = (idp: Idp, xml: string, relayState: unknown, response: Response) => {
  const { people, serviceProviders, singleSignOnService: destination } = idp;
  const now = idp.clock();
  const accepted = accept(authnRequest(xml), { destination, serviceProviders, now });
  const pending = { ...accepted, relayState: single(relayState) };
  const next = idp.nextSignIns.take();
  if (next) return answer(idp, pending, next, response);
  response.type("html").send(peoplePage(people.list(), accepted, idp.seal.close(pending, now)));
};

/** It comes back as it was sent, so that two of them cannot be answered. */
const single = (relayState: unknown) => {
  if (relayState === undefined || typeof relayState === "string") return relayState;
  throw new RefusedRequest({ subject: "RelayState", expected: "the parameter, at most once", received: "several" });
};
