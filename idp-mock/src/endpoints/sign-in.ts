import type { RequestHandler } from "express";
import type { Idps } from "../endpoints.ts";
import type { Idp } from "../idp.ts";
import { answer } from "./answer.ts";
import { choiceInForm } from "./choice-in-form.ts";
import { rememberPerson } from "./continue-as.ts";

/** POST /sign-in: the person that was picked, and what was edited, for the request that the page carried. */
export const signIn =
  (idp: Idp, idps: Idps): RequestHandler =>
  ({ body }, response) => {
    const asked = idp.seal.open(body?.request, idp.now());
    const choice = choiceInForm(idp, body);
    rememberPerson(idp, choice.person, response);
    return answer({ idp, idps, asked }, choice, response);
  };
