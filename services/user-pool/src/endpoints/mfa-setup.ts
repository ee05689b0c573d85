import { answerSetUp } from "../challenges/set-up-at-page.ts";
import { confirmationCode, longText } from "../operations/shapes.ts";
import type { Endpoint } from "./endpoint.ts";
import { showLogin } from "./login.ts";
import { formOfPage, typed } from "./page-form.ts";
import { nativeVisit, type PageVisit, refusalText } from "./page-visit.ts";
import { answerAtPage, isOver, showMfaSetup } from "./sign-in-at-page.ts";

/** The first code of an authenticator app, which a pool that demands a second factor has set up at the sign-in. */
export const mfaSetup: Endpoint = {
  method: "post",
  path: "/mfaSetup",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-totp.html",
  unconfirmed: "the path and the fields: those of Cognito's own pages are not documented",
  async answer(request, response, world) {
    const form = formOfPage(request);
    const visit = await nativeVisit(request, response, world);
    const session = form.get("session") ?? "";
    const code = typed(form, "code", confirmationCode) ?? "";
    const name = typed(form, "friendlyDeviceName", longText) || undefined;
    await answerAtPage(visit, {
      session,
      answer: (place) => answerSetUp(place, { session, code, name }, world),
      again: (alert) => showAgain(visit, { session, name, alert }),
    });
  },
};

/** The secret is shown again, for whoever has mistyped it in the app, unless another request has ended the sign-in meanwhile. */
const showAgain = (visit: PageVisit, facts: Parameters<typeof showMfaSetup>[1]) =>
  showMfaSetup(visit, facts, 401).catch((over) => {
    if (!isOver(over)) throw over;
    return showLogin(visit, { hint: undefined, alert: refusalText(over, visit) }, 401);
  });
