import { answerSoftwareToken } from "../challenges/answer-software-token.ts";
import { confirmationCode } from "../operations/shapes.ts";
import { softwareTokenPage } from "../pages/password-pages.ts";
import type { Endpoint } from "./endpoint.ts";
import { formOfPage, typed } from "./page-form.ts";
import { contextOf, nativeVisit, show } from "./page-visit.ts";
import { answerAtPage } from "./sign-in-at-page.ts";

/** The second factor: the code that an authenticator app shows. */
export const softwareToken: Endpoint = {
  method: "post",
  path: "/softwareToken",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html",
  async answer(request, response, world) {
    const form = formOfPage(request);
    const visit = await nativeVisit(request, response, world);
    const session = form.get("session") ?? "";
    const code = typed(form, "code", confirmationCode) ?? "";
    await answerAtPage(visit, {
      session,
      answer: (place) => answerSoftwareToken(place, { session, code }, world),
      again: (alert) => show(visit, softwareTokenPage({ ...contextOf(visit), session, alert }), 401),
    });
  },
};
