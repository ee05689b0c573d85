import type { RequestHandler, Response } from "express";
import type { Idps } from "../endpoints.ts";
import type { Idp } from "../idp.ts";
import { peoplePage } from "../pages/people-page.ts";
import { type Asked, receivePost, receiveRedirect } from "../requests/receive.ts";
import { answer } from "./answer.ts";
import { lastPerson } from "./continue-as.ts";

/** GET /sso: an AuthnRequest over HTTP-Redirect. */
export const ssoOverRedirect =
  (idp: Idp, idps: Idps): RequestHandler =>
  ({ originalUrl }, response) =>
    signIn({ idp, idps, asked: receiveRedirect(idp, queryOf(originalUrl)) }, response);

/** POST /sso: an AuthnRequest over HTTP-POST. */
export const ssoOverPost =
  (idp: Idp, idps: Idps): RequestHandler =>
  ({ body }, response) =>
    signIn({ idp, idps, asked: receivePost(idp, body) }, response);

const queryOf = (url: string) => (url.includes("?") ? url.slice(url.indexOf("?") + 1) : "");

const signIn = async ({ idp, idps, asked }: { idp: Idp; idps: Idps; asked: Asked }, response: Response) => {
  const next = idp.nextSignIns.take();
  if (next) return await answer({ idp, idps, asked }, next, response);
  const shown = { asked, sealed: idp.seal.close(asked, idp.now()), last: lastPerson(idp, response.req) };
  response.type("html").send(peoplePage(idp, shown));
};
