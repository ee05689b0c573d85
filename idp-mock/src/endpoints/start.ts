import type { RequestHandler } from "express";
import { z } from "zod";
import { draftOf } from "../answers/draft.ts";
import { relayStateForCognito, relayStateParameters } from "../answers/relay-state.ts";
import type { Idps } from "../endpoints.ts";
import type { Idp } from "../idp.ts";
import { editPage } from "../pages/edit-page.ts";
import { type Start, startPage } from "../pages/start-page.ts";
import { RefusedRequest } from "../requests/refused-request.ts";
import type { PendingRequest } from "../requests/sealed-request.ts";
import { answer } from "./answer.ts";
import { choiceInForm } from "./choice-in-form.ts";
import { lastPerson, rememberPerson } from "./continue-as.ts";
import { readForm } from "./read-form.ts";

/** GET /start: a sign-in that the identity provider begins. */
export const startForm =
  (idp: Idp): RequestHandler =>
  (request, response) => {
    const person = lastPerson(idp, request)?.email ?? "";
    const values = { response_type: "code", scope: "openid email" };
    response.type("html").send(startPage(idp, { serviceProvider: 0, person, kind: "query", values }));
  };

/** POST /start: shows the RelayState that was filled in, leads on to the page where a sign-in is edited, or signs in. */
export const start =
  (idp: Idp, idps: Idps): RequestHandler =>
  async ({ body }, response) => {
    const { step, filledIn } = read(body);
    const asked = pending(idp, filledIn);
    if (step === "show") return void response.type("html").send(startPage(idp, filledIn, asked.relayState ?? ""));
    const choice = choiceInForm(idp, body);
    if (step === "send") {
      rememberPerson(idp, choice.person, response);
      return answer({ idp, idps, asked }, choice, response);
    }
    const sealed = idp.seal.close(asked, idp.now());
    response.type("html").send(editPage(idp, { asked, sealed, draft: draftOf(idp, choice) }));
  };

const form = z.object({
  step: z.enum(["show", "send", "edit"]),
  serviceProvider: z.coerce.number().int().nonnegative(),
  person: z.string(),
  kind: z.enum(["query", "text"]),
  ...Object.fromEntries([...relayStateParameters, "text"].map((name) => [name, z.string().default("")])),
});

const read = (body: unknown): { step: "show" | "send" | "edit"; filledIn: Start } => {
  const { step, serviceProvider, person, kind, ...values } = readForm(form, body);
  return { step, filledIn: { serviceProvider, person, kind, values: values as Record<string, string> } };
};

const pending = ({ serviceProviders }: Idp, { serviceProvider: index, kind, values }: Start): PendingRequest => {
  const known = serviceProviders.list()[index];
  if (!known)
    throw new RefusedRequest({ subject: "serviceProvider", expected: "one of the list", received: String(index) });
  const { entityId: serviceProvider, assertionConsumerService } = known;
  const relayState = kind === "query" ? relayStateForCognito(values) : values.text;
  return { serviceProvider, assertionConsumerService, relayState: relayState || undefined };
};
