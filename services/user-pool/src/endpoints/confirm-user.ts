import { confirmationCode, username as usernameShape } from "../operations/shapes.ts";
import { confirmUserPage } from "../pages/confirm-user-page.ts";
import { destinationText } from "../pages/destination-text.ts";
import { confirmSignUp } from "../sign-up/confirm-sign-up.ts";
import { resendCode } from "../sign-up/resend-code.ts";
import type { Endpoint } from "./endpoint.ts";
import { showLogin } from "./login.ts";
import { formOfPage, typed } from "./page-form.ts";
import { contextOf, nativeVisit, type PageVisit, refusalText, show } from "./page-visit.ts";

const source = "https://docs.aws.amazon.com/cognito/latest/developerguide/managed-login-endpoints.html";

export const confirmUserEntry: Endpoint = {
  method: "get",
  path: "/confirmUser",
  source,
  async answer(request, response, world) {
    const visit = await nativeVisit(request, response, world);
    show(visit, confirmUserPage(contextOf(visit)));
  },
};

/** The code of a sign-up, or the wish for another one. */
export const confirmUserForm: Endpoint = {
  method: "post",
  path: "/confirmUser",
  source,
  async answer(request, response, world) {
    const form = formOfPage(request);
    const visit = await nativeVisit(request, response, world);
    const username = typed(form, "username", usernameShape) ?? "";
    const code = typed(form, "code", confirmationCode) ?? "";
    try {
      await (form.get("resend") === undefined ? confirm(visit, { username, code }) : resend(visit, username));
    } catch (error) {
      const alert = refusalText(error, visit);
      show(visit, confirmUserPage({ ...contextOf(visit), username, alert }), 400);
    }
  },
};

const confirm = async (visit: PageVisit, { username, code }: { readonly username: string; readonly code: string }) => {
  const { pool, world, authorization } = visit;
  await confirmSignUp({ pool, client: authorization.client, name: username, code }, world);
  await showLogin(visit, { hint: username, notice: "Your account is confirmed: please sign in." });
};

const resend = async (visit: PageVisit, username: string) => {
  const { pool, world, authorization } = visit;
  const destination = await resendCode({ pool, client: authorization.client, name: username }, world);
  const notice = `Another code was sent to ${destinationText(destination)}.`;
  show(visit, confirmUserPage({ ...contextOf(visit), username, notice }));
};
