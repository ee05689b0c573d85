import type { RequestHandler, Response } from "express";
import type { Idp } from "../idp.ts";
import { type Incoming, receiveLogout } from "../logout/receive-logout.ts";
import { fromPost, fromRedirect } from "../requests/message.ts";
import { once } from "../requests/receive.ts";
import { redirectParameters } from "../requests/redirect-parameters.ts";
import { RefusedRequest } from "../requests/refused-request.ts";
import { sessionIdIn } from "../sessions/session-cookie.ts";
import { sendLogout } from "./send-logout.ts";

/** GET /slo: a LogoutRequest or a LogoutResponse over HTTP-Redirect. */
export const sloOverRedirect =
  (idp: Idp): RequestHandler =>
  ({ originalUrl }, response) => {
    const [, ...query] = originalUrl.split("?");
    const parameters = redirectParameters(query.join("?"));
    const { parameter, kind } = whichOf(parameters);
    const xml = fromRedirect(parameters[parameter]?.value, parameter);
    return loggedOut(idp, { kind, message: { xml, parameters }, relayState: parameters.RelayState?.value }, response);
  };

/** POST /slo: the same over HTTP-POST. */
export const sloOverPost =
  (idp: Idp): RequestHandler =>
  ({ body }, response) => {
    const { parameter, kind } = whichOf(body ?? {});
    const message = { xml: fromPost(body?.[parameter], parameter) };
    return loggedOut(idp, { kind, message, relayState: once(body?.RelayState) }, response);
  };

const kinds = { SAMLRequest: "LogoutRequest", SAMLResponse: "LogoutResponse" } as const;

/** One message that is verified beside another that is acted on: there must be one alone. */
const whichOf = (given: Readonly<Record<string, unknown>>) => {
  const [first, second] = (["SAMLRequest", "SAMLResponse"] as const).filter((name) => given[name] !== undefined);
  if (first && !second) return { parameter: first, kind: kinds[first] };
  throw new RefusedRequest({
    subject: "SAMLRequest or SAMLResponse",
    expected: "one of them",
    received: first ? "both" : "none",
    hint: "A logout starts at the application, or on the page of sessions here.",
  });
};

const loggedOut = async (idp: Idp, incoming: Incoming, response: Response) => {
  const { reason, form } = await receiveLogout(idp, incoming);
  response.locals.reason = reason;
  const isGone = !idp.sessions.find(sessionIdIn(idp, response.req.headers.cookie));
  sendLogout(idp, { form, isGone }, response);
};
