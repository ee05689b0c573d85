import type { Response } from "express";
import type { Idp } from "../idp.ts";
import type { Session } from "./sessions.ts";

type Named = Pick<Idp, "name" | "urls">;

const cookieOf = ({ name }: Named) => `idp-session-${name}`;

/** The id of the browser's session at this identity provider. */
export const sessionIdIn = (idp: Named, cookies: string | undefined): string | undefined =>
  cookies
    ?.split(";")
    .map((pair) => pair.trim().split("="))
    .find(([name]) => name === cookieOf(idp))?.[1];

/** The browser keeps it until it is closed. */
export const keepSession = (idp: Named, { id }: Session, response: Response) =>
  response.cookie(cookieOf(idp), id, { httpOnly: true, sameSite: "lax", secure: isSecure(idp), path: "/" });

export const forgetSession = (idp: Named, response: Response) =>
  response.clearCookie(cookieOf(idp), { httpOnly: true, sameSite: "lax", secure: isSecure(idp), path: "/" });

const isSecure = ({ urls }: Named) => urls.singleSignOn.startsWith("https:");
