import { answerSoftwareToken } from "../challenges/answer-software-token.ts";
import { confirmationCode } from "../operations/shapes.ts";
import { softwareTokenPage } from "../pages/password-pages.ts";
import type { Endpoint } from "./endpoint.ts";
import { showLogin } from "./login.ts";
import { formOfPage, typed } from "./page-form.ts";
import { contextOf, nativeVisit, type PageVisit, show, traceSignIn } from "./page-visit.ts";
import { goOn, isOver, placeOf, refused } from "./sign-in-at-page.ts";

/** The second factor: the code that an authenticator app shows. */
export const softwareToken: Endpoint = {
  method: "post",
  path: "/softwareToken",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html",
  async answer(request, response, world) {
    const form = formOfPage(request);
    const visit = await nativeVisit(request, response, world);
    const answer = { session: form.get("session") ?? "", code: typed(form, "code", confirmationCode) ?? "" };
    traceSignIn(visit, answer.session);
    try {
      await goOn(visit, await answerSoftwareToken(placeOf(visit, answer.session), answer, world));
    } catch (error) {
      await showRefusal(visit, error, answer.session);
    }
  },
};

const showRefusal = async (visit: PageVisit, error: unknown, session: string) => {
  const alert = await refused(visit, error);
  if (isOver(error)) return await showLogin(visit, { hint: undefined, alert }, 401);
  show(visit, softwareTokenPage({ ...contextOf(visit), session, alert }), 401);
};
