import { answerNewPassword } from "../challenges/answer-new-password.ts";
import { attributeName, attributeValue, password as passwordShape } from "../operations/shapes.ts";
import { newPasswordPage } from "../pages/password-pages.ts";
import { attributeFieldName } from "../pages/user-fields.ts";
import type { Parameters } from "../parameters.ts";
import type { Endpoint } from "./endpoint.ts";
import { formOfPage, typed } from "./page-form.ts";
import { contextOf, nativeVisit, show } from "./page-visit.ts";
import { answerAtPage } from "./sign-in-at-page.ts";

/** The own password of somebody whom an administrator gave one. */
export const newPassword: Endpoint = {
  method: "post",
  path: "/newPassword",
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/login-endpoint.html",
  async answer(request, response, world) {
    const form = formOfPage(request);
    const visit = await nativeVisit(request, response, world);
    const { session, ...typedIn } = answerOf(form);
    const attributes = [...typedIn.attributes.keys()];
    await answerAtPage(visit, {
      session,
      answer: (place) => answerNewPassword(place, { session, ...typedIn }, world),
      again: (alert) => show(visit, newPasswordPage({ ...contextOf(visit), session, attributes, alert }), 400),
    });
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
