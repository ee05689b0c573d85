import { randomBytes } from "node:crypto";
import type { Response } from "express";
import { contentSecurityPolicy } from "../headers.ts";
import type { Idp } from "../idp.ts";
import type { NextSignIn } from "../next-sign-in.ts";
import { responsePage } from "../pages/response-page.ts";
import { samlAnswer } from "../saml-answer.ts";
import type { PendingRequest } from "../sealed-request.ts";

/** Answers with the page that posts the response to the service provider. */
export const answer = (idp: Idp, pending: PendingRequest, { person, sign }: NextSignIn, response: Response) => {
  const SAMLResponse = samlAnswer(pending, person, {
    issuer: idp.entityId,
    keyPair: idp.keyPair,
    sign,
    now: idp.clock(),
  });
  const nonce = randomBytes(16).toString("base64");
  response.set("Content-Security-Policy", contentSecurityPolicy.postingElsewhere(nonce));
  response.locals.reason = `${person.email} signs in at ${pending.serviceProvider}`;
  response.type("html").send(responsePage({ ...pending, person, SAMLResponse, nonce }));
};
