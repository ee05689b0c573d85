import { setTimeout as sleep } from "node:timers/promises";
import type { RequestHandler } from "express";
import { z } from "zod";
import { answerTo, faultsOf } from "../answers/answer-to.ts";
import type { Delivery } from "../answers/plan.ts";
import { idpAt, requested, unasked } from "../control/asked.ts";
import { choice, chosen } from "../control/choice.ts";
import type { Idps } from "../endpoints.ts";
import { controlled } from "./controlled.ts";

/** Id of the session that the sign-in joins if it is that person's; default: a new one. */
const session = z.string().optional();

export const answering = choice.extend({
  session,
  /** The whole URL that the service provider redirected to. */
  sso: z.string(),
});
export const beginning = choice.extend({
  session,
  /** Entity id of one that did not ask. */
  serviceProvider: z.string(),
  relayState: z.string().optional(),
});

/** POST /control/sign-ins: what answers this very request, or begins a sign-in that nobody asked for. */
export const controlSignIns = (idps: Idps): RequestHandler => {
  const answer = controlled(answering, async ({ sso, session, ...given }) => {
    const { idp, signIn } = chosen({ ...given, idp: given.idp ?? idpAt(idps, sso) }, idps);
    return await answered(idps, { idp, signIn, session, asked: await requested(idp, sso) });
  });
  const begin = controlled(beginning, async ({ serviceProvider, relayState, session, ...given }) => {
    const { idp, signIn } = chosen(given, idps);
    return await answered(idps, { idp, signIn, session, asked: unasked(idp, serviceProvider, relayState) });
  });
  return (request, ...rest) => (request.body?.serviceProvider === undefined ? answer : begin)(request, ...rest);
};

type Answering = ReturnType<typeof chosen> & Pick<Parameters<typeof answerTo>[1], "asked" | "session">;

const answered = async (idps: Idps, { idp, signIn: { delay = 0, ...choice }, asked, session }: Answering) => {
  const others = idps.filter((other) => other !== idp);
  const { deliveries, session: joined } = await answerTo(idp, { asked, choice, others, session });
  await sleep(delay);
  return {
    idp: idp.name,
    person: choice.person.email,
    faults: faultsOf(idp, choice).map(({ name }) => name),
    session: joined.id,
    deliveries: deliveries.map(written),
  };
};

const written = ({ form: { action, again, ...fields }, after, browser }: Delivery) => ({
  action,
  fields,
  ...(again === undefined ? {} : { again }),
  ...(after === undefined ? {} : { afterMs: after }),
  ...(browser === undefined ? {} : { browser }),
});
