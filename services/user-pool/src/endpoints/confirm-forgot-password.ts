import { confirmationCode, password as passwordShape, username as usernameShape } from "../operations/shapes.ts";
import { confirmForgotPasswordPage } from "../pages/password-pages.ts";
import { confirmForgotPassword } from "../passwords/confirm-forgot-password.ts";
import type { Endpoint } from "./endpoint.ts";
import { showLogin } from "./login.ts";
import { formOfPage, typed } from "./page-form.ts";
import { contextOf, nativeVisit, refusalText, show } from "./page-visit.ts";

const source = "https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html";

export const confirmForgotPasswordEntry: Endpoint = {
  method: "get",
  path: "/confirmForgotPassword",
  source,
  async answer(request, response, world) {
    const visit = await nativeVisit(request, response, world);
    show(visit, confirmForgotPasswordPage(contextOf(visit)));
  },
};

/** Sets another password by the code that was sent for it. */
export const confirmForgotPasswordForm: Endpoint = {
  method: "post",
  path: "/confirmForgotPassword",
  source,
  async answer(request, response, world) {
    const form = formOfPage(request);
    const visit = await nativeVisit(request, response, world);
    const { pool, authorization } = visit;
    const name = typed(form, "username", usernameShape) ?? "";
    const code = typed(form, "code", confirmationCode) ?? "";
    const password = typed(form, "password", passwordShape) ?? "";
    try {
      await confirmForgotPassword({ pool, client: authorization.client, name, code, password }, world);
      await showLogin(visit, { hint: name, notice: "Your password is changed: please sign in." });
    } catch (error) {
      const alert = refusalText(error, visit);
      show(visit, confirmForgotPasswordPage({ ...contextOf(visit), username: name, alert }), 400);
    }
  },
};
