import type { Request, Response } from "express";
import { cookieIn } from "./cookies.ts";

/** Which attempt the page /error is shown for: its address has no room for it, and the browser is sent there at once. */
const attributes = { path: "/error", httpOnly: true, secure: true, sameSite: "lax" } as const;

/** @param attemptId undefined: the page is shown for none */
export const setAttemptCookie = (response: Response, attemptId: string | undefined) =>
  attemptId === undefined
    ? response.clearCookie("attempt", attributes)
    : response.cookie("attempt", attemptId, { ...attributes, maxAge: 60_000 });

export const attemptCookie = (request: Request): string | undefined => {
  const value = cookieIn(request, "attempt");
  return value && /^[\da-f-]{36}$/.test(value) ? value : undefined;
};
