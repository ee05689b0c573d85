import type { RequestHandler } from "express";
import { choice, chosen } from "../control/choice.ts";
import type { Idps } from "../endpoints.ts";
import { controlled } from "./controlled.ts";

/** POST /control/next-sign-in: the next sign-in at that identity provider goes through as this person, without a page. */
export const controlNextSignIn = (idps: Idps): RequestHandler =>
  controlled(choice, (given) => {
    const { idp, signIn } = chosen(given, idps);
    idp.nextSignIns.set(signIn);
    return { ...given, idp: idp.name, sign: given.sign ?? idp.sign };
  });
