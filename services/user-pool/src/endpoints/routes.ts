import { Failure } from "@gatehouse/http/failure.ts";
import { html } from "@gatehouse/http/html.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { unexpected } from "@gatehouse/http/shell.ts";
import { type ErrorRequestHandler, type RequestHandler, type Response, Router } from "express";
import { InvalidRedirect, RefusedByTrigger } from "../grants/failures.ts";
import { outcomeOf } from "../sign-in/outcome.ts";
import { errorLocation, withParameters } from "../sign-in/redirect.ts";
import { SentToApplication, ShownOnPage } from "../sign-in/refusals.ts";
import type { World } from "../world.ts";
import { NoDomain, worldAtDomain } from "./at-domain.ts";
import { setAttemptCookie } from "./attempt-cookie.ts";
import { authorize } from "./authorize.ts";
import { belowPath } from "./below-path.ts";
import { confirmForgotPasswordEntry, confirmForgotPasswordForm } from "./confirm-forgot-password.ts";
import { confirmUserEntry, confirmUserForm } from "./confirm-user.ts";
import { corsForApplications, domainHeaders } from "./domain-headers.ts";
import type { Endpoint } from "./endpoint.ts";
import { error } from "./error.ts";
import { attemptOf, idsOf } from "./error-page.ts";
import { forgotPasswordEntry, forgotPasswordForm } from "./forgot-password.ts";
import { jwks } from "./jwks.ts";
import { login } from "./login.ts";
import { loginForm } from "./login-form.ts";
import { logout } from "./logout.ts";
import { mfaSetup } from "./mfa-setup.ts";
import { newPassword } from "./new-password.ts";
import { openidConfiguration } from "./openid-configuration.ts";
import { sendPage } from "./page.ts";
import { ForeignForm } from "./page-form.ts";
import { formText } from "./request-parameters.ts";
import { revoke } from "./revoke.ts";
import { saml2IdpResponse } from "./saml2-idpresponse.ts";
import { saml2Logout } from "./saml2-logout.ts";
import { sendJson } from "./send-json.ts";
import { signUpEntry, signUpForm } from "./sign-up.ts";
import { softwareToken } from "./software-token.ts";
import { token } from "./token.ts";
import { recordRefusal, traced } from "./traced.ts";
import { userInfo } from "./user-info.ts";

const forApplications: readonly Endpoint[] = [token, revoke, userInfo];
const forBrowsers: readonly Endpoint[] = [
  authorize,
  login,
  loginForm,
  newPassword,
  softwareToken,
  mfaSetup,
  signUpEntry,
  signUpForm,
  confirmUserEntry,
  confirmUserForm,
  forgotPasswordEntry,
  forgotPasswordForm,
  confirmForgotPasswordEntry,
  confirmForgotPasswordForm,
  error,
  saml2IdpResponse,
  logout,
  saml2Logout,
];
const published: readonly Endpoint[] = [jwks, openidConfiguration];

/** All of them, as docs/support-cognito.md lists them. */
export const endpoints: readonly Endpoint[] = [...forBrowsers, ...forApplications, ...published];

/** A response of a hundred thousand characters, its `+`, `/` and `=` encoded, and RelayState: 256 kB hold them. */
const longestForm = 256 * 1024;

/** The domains of the pools and their issuers, which share one address here. */
export const domain = (world: World, log: Logger): Router => {
  const router = Router();
  for (const { method, path, answer } of published)
    router[method](path, (request, response) => answer(request, response, world));
  const endpoints = domainEndpoints(world, log);
  router.use("/domain/:domain", endpoints);
  router.use(endpoints);
  return router;
};

/** What answers at each domain, whether a host name or a path leads to it. */
const domainEndpoints = (world: World, log: Logger): Router => {
  const router = Router();
  router.use(domainHeaders(world.publicUrl), belowPath, traced(world));
  router.use(
    forApplications.map(({ path }) => path),
    corsForApplications,
  );
  for (const { method, path, answer } of [...forApplications, ...forBrowsers])
    router[method](path, formText(longestForm), async (request, response) =>
      answer(request, response, await worldAtDomain(request, world)),
    );
  router.use(notFound);
  router.use(refused(world), unexpectedly(world), unexpected(log, sendUnexpected));
  return router;
};

const notFound: RequestHandler = (_request, response) => sendNotFound(response);

const sendNotFound = (response: Response) =>
  sendPage(response, { status: 404, title: "Not found", body: html`<p>There is nothing at this address.</p>` });

/** Where each kind of refusal goes: the error page, the application, or the caller. */
const refused =
  (world: World): ErrorRequestHandler =>
  async (refusal, _request, response, next) => {
    const outcome = outcomeOf(refusal);
    if (outcome) await recordRefusal(response, outcome, world);
    if (refusal instanceof NoDomain) {
      response.locals.reason = "there is no such domain";
      return sendNotFound(response);
    }
    if (refusal instanceof ShownOnPage) return toErrorPage(response, refusal);
    if (refusal instanceof SentToApplication) {
      response.locals.reason = [`${refusal.error}: ${refusal.message}`, (refusal.cause as Error | undefined)?.message]
        .filter(Boolean)
        .join("; ");
      return response.redirect(302, errorLocation(refusal.to, refusal.error, refusal.message));
    }
    if (refusal instanceof ForeignForm) return toStartAgain(response, refusal);
    if (!(refusal instanceof Failure)) return next(refusal);
    response.locals.reason = `${refusal.code}: ${refusal.message}`;
    const description =
      refusal instanceof InvalidRedirect || refusal instanceof RefusedByTrigger
        ? { error_description: refusal.description }
        : {};
    sendJson(response, refusal.status, { error: refusal.code, ...description });
  };

const toErrorPage = (response: Response, { clientId, message }: ShownOnPage) => {
  setAttemptCookie(response, attemptOf(response));
  const client: [string, string][] = clientId === undefined ? [] : [["client_id", clientId]];
  response.locals.reason = message;
  response.redirect(302, withParameters("/error", [["error", message], ...client]));
};

/** What broke a sign-in is traced, too, if the database can still be reached; the error itself comes first. */
const unexpectedly =
  (world: World): ErrorRequestHandler =>
  async (error, _request, response, next) => {
    await recordRefusal(response, { code: "INTERNAL_ERROR" }, world).catch(() => undefined);
    next(error);
  };

const toStartAgain = (response: Response, { message }: ForeignForm) => {
  response.locals.reason = message;
  const body = html`<p role="alert">Nothing was done. Please try again.</p>
<a class="button" href="${response.req.url}">Try again</a>`;
  sendPage(response, { status: 403, title: "This page has expired", body });
};

const sendUnexpected = (status: number, response: Response) => {
  if (forApplications.some(({ path }) => path === response.req.path))
    return sendJson(response, status, { error: status < 500 ? "invalid_request" : "server_error" });
  sendPage(response, { status, title: "An error was encountered with the requested page.", body: idsOf(response) });
};
