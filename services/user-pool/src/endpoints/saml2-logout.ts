import { html } from "@gatehouse/http/html.ts";
import type { Response } from "express";
import { SamlRefusal } from "../saml/refusal.ts";
import { receiveLogoutRequest, receiveLogoutResponse } from "../sign-in/receive-logout.ts";
import type { World } from "../world.ts";
import type { Endpoint } from "./endpoint.ts";
import { sendErrorPage } from "./error-page.ts";
import { sendPage } from "./page.ts";
import { formOf } from "./request-parameters.ts";

/** Whatever is wrong: what was expected and received is for the log. */
const refused = "Invalid samlResponse or relayState from identity provider";

/**
 * Single logout, by the HTTP-POST binding alone: the identity provider's answer to a LogoutRequest of the pool, after
 * which the browser goes on as /logout was asked, or a LogoutRequest of its own.
 */
export const saml2Logout: Endpoint = {
  method: "post",
  path: "/saml2/logout",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-saml-idp-sign-out.html",
  unconfirmed: "a LogoutRequest that the identity provider posts, and how a bad message is answered",
  async answer(request, response, world) {
    const form = formOf(request);
    const [samlRequest, samlResponse] = [form.get("SAMLRequest"), form.get("SAMLResponse")];
    // One message that is verified beside another that is acted on: the form must hold one alone, and once.
    if ((samlRequest === undefined) === (samlResponse === undefined) || form.repeated.length > 0)
      return sendErrorPage(response, refused);
    const relayState = form.get("RelayState");
    try {
      if (samlRequest !== undefined) await answerRequest(response, { message: samlRequest, relayState }, world);
      else response.redirect(302, await receiveLogoutResponse({ message: samlResponse, relayState }, world));
    } catch (error) {
      if (!(error instanceof SamlRefusal)) throw error;
      response.locals.reason = `${error.code}: ${error.message} Expected ${error.expected ?? "that"}; received ${error.received ?? "something else"}`;
      sendErrorPage(response, refused);
    }
  },
};

const answerRequest = async (response: Response, posted: Parameters<typeof receiveLogoutRequest>[0], world: World) => {
  const { sessions, location } = await receiveLogoutRequest(posted, world);
  response.locals.reason = `the identity provider ended ${sessions} sessions`;
  if (location !== undefined) return response.redirect(302, location);
  sendPage(response, { status: 200, title: "Signed out", body: html`<p>You have been signed out.</p>` });
};
