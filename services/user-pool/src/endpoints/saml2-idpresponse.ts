import type { Request, Response } from "express";
import { SamlRefusal } from "../saml/refusal.ts";
import type { CompletedSignIn } from "../sign-in/complete-sign-in.ts";
import { type Delivery, pendingFor, receiveResponse } from "../sign-in/receive-response.ts";
import { errorLocation } from "../sign-in/redirect.ts";
import { SentToApplication } from "../sign-in/refusals.ts";
import { isTriggerFailure } from "../triggers/failures.ts";
import type { World } from "../world.ts";
import { bindingCookie, setSessionCookie } from "./cookies.ts";
import type { Endpoint } from "./endpoint.ts";
import { sendErrorPage } from "./error-page.ts";
import { formOf } from "./request-parameters.ts";
import { recordRefusal } from "./traced.ts";

/**
 * The assertion consumer service. A failure goes to the application as soon as it is known which one waits, else to
 * the error page; what was expected and received goes to the log and to `audit.sign_ins` alone.
 */
export const saml2IdpResponse: Endpoint = {
  method: "post",
  path: "/saml2/idpresponse",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/saml2-idpresponse-endpoint.html",
  unconfirmed:
    "how far clocks may differ, which of response and assertion must be signed, and what separates several values",
  async answer(request, response, world) {
    const delivery = deliveryOf(request, response);
    let pending: AwaitedSignIn | undefined;
    try {
      pending = await pendingFor(delivery, world);
      const { cookie, location, username } = await receiveResponse(delivery, pending, world);
      setSessionCookie(response, cookie);
      response.locals.reason = `${username} signed in`;
      response.status(302).location(location).set("Content-Length", "0").end();
    } catch (error) {
      await refuse(response, { error, pending, delivery }, world);
    }
  },
};

const deliveryOf = (request: Request, response: Response): Delivery => {
  const form = formOf(request);
  const { requestId: httpRequestId, trace } = response.locals;
  const samlResponse = form.get("SAMLResponse");
  trace.reached("response received");
  if (samlResponse !== undefined) trace.answered(samlResponse);
  return { relayState: form.get("RelayState"), samlResponse, browser: bindingCookie(request), httpRequestId, trace };
};

/** The sign-in that a response belongs to. */
type AwaitedSignIn = CompletedSignIn["pending"];

interface Refused {
  readonly error: unknown;
  readonly pending: AwaitedSignIn | undefined;
  readonly delivery: Delivery;
}

const refuse = async (response: Response, { error, pending, delivery }: Refused, world: World) => {
  const refusal = refusalOf(error);
  if (!refusal) throw error;
  await recordRefusal(response, refusal, world);
  await world.recordSignIn({
    httpRequestId: delivery.httpRequestId,
    outcome: refusal.code,
    expected: refusal.expected,
    received: refusal.received,
    poolId: pending?.poolId,
    clientId: pending?.clientId,
    provider: pending?.provider,
    username: undefined,
    samlRequestId: pending?.requestId,
  });
  response.locals.reason = `${refusal.code}: ${refusal.explanation} Expected ${refusal.expected ?? "that"}; received ${refusal.received ?? "something else"}`;
  if (refusal.onPage || !pending) return sendErrorPage(response, refusal.wire);
  response.redirect(302, errorLocation(pending, refusal.error, refusal.wire));
};

/** Both kinds of refusal alike; undefined for what is not the sender's fault. */
const refusalOf = (error: unknown) => {
  if (error instanceof SamlRefusal) {
    const { code, expected, received, wire, message } = error;
    return {
      code,
      expected,
      received,
      wire,
      explanation: message,
      onPage: error.shownOn === "page",
      error: "server_error",
    };
  }
  if (!(error instanceof SentToApplication)) return undefined;
  const received = String((error.cause as Error | undefined)?.message ?? "");
  return {
    ...(isTriggerFailure(error.cause)
      ? { code: error.cause.code, expected: "the consent of the pool's triggers" }
      : { code: "USERNAME_TAKEN", expected: "a username of one user" }),
    received,
    wire: error.message,
    explanation: error.message,
    onPage: false,
    error: error.error,
  };
};
