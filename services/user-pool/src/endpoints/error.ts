import { attemptCookie } from "./attempt-cookie.ts";
import type { Endpoint } from "./endpoint.ts";
import { sendErrorPage } from "./error-page.ts";
import { queryOf } from "./request-parameters.ts";

/** What Cognito is known to say here. Any other text would be an author's who is not this pool. */
const known = new Set([
  "redirect_mismatch",
  "Required String parameter 'client_id' is not present",
  "Required String parameter 'redirect_uri' is not present",
  "Client does not exist.",
  "Client is not enabled for OAuth2.0 flows.",
  "Invalid state",
  "Required parameters missing",
  "Login pages unavailable",
]);

/** Where the browser ends whose request names no application that could be told. */
export const error: Endpoint = {
  method: "get",
  path: "/error",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html",
  answer(request, response) {
    const message = queryOf(request).get("error") ?? "";
    sendErrorPage(response, known.has(message) ? message : "The request cannot be understood.", attemptCookie(request));
  },
};
