import type { Response } from "express";
import { postingElsewhere } from "../headers.ts";
import type { Idp } from "../idp.ts";
import type { LogoutForm } from "../logout/logout-form.ts";
import { logoutPage, signedOutPage } from "../pages/logout-page.ts";
import { forgetSession } from "../sessions/session-cookie.ts";

interface Going {
  readonly form: LogoutForm | undefined;
  /** The session that this browser had is over. */
  readonly isGone: boolean;
}

/** Sends the page that posts the next message of a logout, or says that it is done. */
export const sendLogout = (idp: Idp, { form, isGone }: Going, response: Response) => {
  if (isGone) forgetSession(idp, response);
  response.type("html");
  if (!form) return void response.send(signedOutPage(idp));
  response.send(logoutPage(idp, form, postingElsewhere(response)));
};
