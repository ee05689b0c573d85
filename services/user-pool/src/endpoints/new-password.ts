import { answerNewPassword } from "../challenges/answer-new-password.ts";
import { attributeName, attributeValue, password as passwordShape } from "../operations/shapes.ts";
import { newPasswordPage } from "../pages/password-pages.ts";
import { attributeFieldName } from "../pages/user-fields.ts";
import type { Parameters } from "../parameters.ts";
import type { Endpoint } from "./endpoint.ts";
import { showLogin } from "./login.ts";
import { formOfPage, typed } from "./page-form.ts";
import { contextOf, nativeVisit, type PageVisit, show, traceSignIn } from "./page-visit.ts";
import { goOn, isOver, placeOf, refused } from "./sign-in-at-page.ts";

/** The own password of somebody whom an administrator gave one. */
export const newPassword: Endpoint = {
  method: "post",
  path: "/newPassword",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html",
  async answer(request, response, world) {
    const form = formOfPage(request);
    const visit = await nativeVisit(request, response, world);
    const answer = answerOf(form);
    traceSignIn(visit, answer.session);
    try {
      await goOn(visit, await answerNewPassword(placeOf(visit, answer.session), answer, world));
    } catch (error) {
      await showRefusal(visit, error, answer);
    }
  },
};

interface Answer {
  readonly session: string;
  readonly password: string;
  readonly attributes: ReadonlyMap<string, string>;
}

const answerOf = (form: Parameters): Answer => ({
  session: form.get("session") ?? "",
  // What the API would not take is no password of any policy.
  password: typed(form, "new_password", passwordShape) ?? "",
  attributes: new Map(
    (form.get("attributes") ?? "")
      .split(" ")
      .filter((name) => attributeName.safeParse(name).success)
      .map((name) => [name, typed(form, attributeFieldName(name), attributeValue) ?? ""]),
  ),
});

/** What the user can type anew leaves the session as it is. */
const showRefusal = async (visit: PageVisit, error: unknown, { session, attributes }: Answer) => {
  const alert = await refused(visit, error);
  if (isOver(error)) return await showLogin(visit, { hint: undefined, alert }, 401);
  show(visit, newPasswordPage({ ...contextOf(visit), session, attributes: [...attributes.keys()], alert }), 400);
};
