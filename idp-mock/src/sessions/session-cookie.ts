import { readCookies } from "@gatehouse/http/cookies.ts";
import type { Response } from "express";
import { cookieOptions } from "../cookie-options.ts";
import type { Idp } from "../idp.ts";
import type { Session } from "./sessions.ts";

type Named = Pick<Idp, "name" | "urls">;

const cookie = ({ name }: Named) => `idp-session-${name}`;

/** The id of the browser's session at this identity provider. */
export const sessionIdIn = (idp: Named, cookies: string | undefined): string | undefined =>
  readCookies(cookies).get(cookie(idp))?.[0];

/** The browser keeps it until it is closed. */
export const keepSession = (idp: Named, { id }: Session, response: Response) =>
  response.cookie(cookie(idp), id, cookieOptions(idp));

export const forgetSession = (idp: Named, response: Response) => response.clearCookie(cookie(idp), cookieOptions(idp));
