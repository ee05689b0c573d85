import { setTimeout as sleep } from "node:timers/promises";
import type { Response } from "express";
import { answerTo } from "../answers/answer-to.ts";
import type { NextSignIn } from "../control/next-sign-in.ts";
import type { Idps } from "../endpoints.ts";
import { postingElsewhere } from "../headers.ts";
import type { Idp } from "../idp.ts";
import { responsePage } from "../pages/response-page.ts";
import type { PendingRequest } from "../requests/sealed-request.ts";
import { keepSession, sessionIdIn } from "../sessions/session-cookie.ts";

interface Asked {
  readonly idp: Idp;
  readonly idps: Idps;
  readonly asked: PendingRequest;
}

/** Answers with the page that posts the response to the service provider. */
export const answer = async ({ idp, idps, asked }: Asked, { delay = 0, ...choice }: NextSignIn, response: Response) => {
  const others = idps.filter((other) => other !== idp);
  const session = sessionIdIn(idp, response.req.headers.cookie);
  const { deliveries, session: joined } = await answerTo(idp, { asked, choice, others, session });
  keepSession(idp, joined, response);
  await sleep(delay);
  const nonce = postingElsewhere(response);
  response.locals.reason = `${choice.person.email} signs in at ${asked.serviceProvider}`;
  response.type("html").send(responsePage(idp, { person: choice.person, deliveries, nonce }));
};
