import { randomBytes } from "node:crypto";
import { BadCookie, cookieOf, readCookies } from "@gatehouse/http/cookies.ts";
import type { Request, Response } from "express";
import { sessionLifetime } from "../sign-in/browser-session.ts";
import { cookieNameAt } from "./below-path.ts";

/**
 * `cognito` is the session, and `XSRF-TOKEN` what the forms of a page repeat. `csrf-state` ties a sign-in to the
 * browser that began it: the identity provider's answer is a cross-site POST, on which only SameSite=None travels, and
 * browsers take that with Secure alone; they count http://localhost as secure. One value serves all sign-ins of a
 * browser at a time, so that its tabs do not disturb each other. `csrf-state-legacy` is the same for browsers that take SameSite=None for Strict.
 */
const attributes = { path: "/", httpOnly: true, secure: true } as const;
const session = { ...attributes, sameSite: "lax" } as const;
const binding = { ...attributes, sameSite: "none" } as const;
const legacyBinding = attributes;

/** As long as Cognito keeps a sign-in alive, and a little more for those that begin just before. */
const bindingLifetime = 600;

/** The cookie of that name; undefined when it is absent, or came twice. */
export const cookieIn = (request: Request, name: string): string | undefined => {
  try {
    return cookieOf(readCookies(request.headers.cookie), cookieNameAt(request, name));
  } catch (error) {
    // Sent twice: a sibling host may have planted one of them, so neither counts.
    if (error instanceof BadCookie) return undefined;
    throw error;
  }
};

export const newCookieValue = () => randomBytes(32).toString("base64url");

export const sessionCookie = (request: Request) => cookieIn(request, "cognito");

export const setSessionCookie = (response: Response, value: string) =>
  response.cookie("cognito", value, { ...session, maxAge: sessionLifetime * 1000 });

export const bindingCookie = (request: Request) => {
  const value = cookieIn(request, "csrf-state") ?? cookieIn(request, "csrf-state-legacy");
  return value && /^[\w-]{43}$/.test(value) ? value : undefined;
};

export const setBindingCookie = (response: Response, value: string) => {
  response.cookie("csrf-state", value, { ...binding, maxAge: bindingLifetime * 1000 });
  response.cookie("csrf-state-legacy", value, { ...legacyBinding, maxAge: bindingLifetime * 1000 });
};

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What the forms of this browser must repeat in `_csrf`; undefined before it has seen a page. */
export const formCookie = (request: Request) => {
  const value = cookieIn(request, "XSRF-TOKEN");
  return value && uuid.test(value) ? value : undefined;
};

export const setFormCookie = (response: Response, value: string) => response.cookie("XSRF-TOKEN", value, session);

export const clearCookies = (response: Response) => {
  response.clearCookie("cognito", session);
  response.clearCookie("csrf-state", binding);
  response.clearCookie("csrf-state-legacy", legacyBinding);
};
