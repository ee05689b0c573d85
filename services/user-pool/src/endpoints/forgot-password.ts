import { username as usernameShape } from "../operations/shapes.ts";
import { destinationText } from "../pages/destination-text.ts";
import { confirmForgotPasswordPage, forgotPasswordPage } from "../pages/password-pages.ts";
import { forgotPassword } from "../passwords/forgot-password.ts";
import type { Endpoint } from "./endpoint.ts";
import { formOfPage, typed } from "./page-form.ts";
import { contextOf, nativeVisit, refusalText, show } from "./page-visit.ts";

const source = "https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html";

export const forgotPasswordEntry: Endpoint = {
  method: "get",
  path: "/forgotPassword",
  source,
  async answer(request, response, world) {
    const visit = await nativeVisit(request, response, world);
    show(visit, forgotPasswordPage(contextOf(visit)));
  },
};

/** Sends a code, and shows where it is typed. */
export const forgotPasswordForm: Endpoint = {
  method: "post",
  path: "/forgotPassword",
  source,
  async answer(request, response, world) {
    const form = formOfPage(request);
    const visit = await nativeVisit(request, response, world);
    const username = typed(form, "username", usernameShape) ?? "";
    try {
      const { pool, authorization } = visit;
      const destination = await forgotPassword({ pool, client: authorization.client, name: username }, world);
      const notice = `A code was sent to ${destinationText(destination)}.`;
      show(visit, confirmForgotPasswordPage({ ...contextOf(visit), username, notice }));
    } catch (error) {
      const alert = refusalText(error, visit);
      show(visit, forgotPasswordPage({ ...contextOf(visit), username, alert }), 400);
    }
  },
};
