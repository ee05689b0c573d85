// Who signed in last in this browser, one for each identity provider.
import { readCookies } from "@gatehouse/http/cookies.ts";
import type { Request, Response } from "express";
import { cookieOptions } from "../cookie-options.ts";
import type { Person } from "../directory/people-file.ts";
import type { Idp } from "../idp.ts";

const cookie = ({ name }: Idp) => `continue-as-${name}`;

/** In milliseconds: half a year. */
const maxAge = 180 * 24 * 60 * 60 * 1_000;

/** A cookie that names nobody of this identity provider, or that came twice, is none. */
export const lastPerson = (idp: Idp, request: Request): Person | undefined => {
  const [value, ...more] = readCookies(request.get("cookie")).get(cookie(idp)) ?? [];
  if (value === undefined || more.length > 0) return undefined;
  return idp.people.list().find(({ email }) => encodeURIComponent(email) === value);
};

export const rememberPerson = (idp: Idp, { email }: Person, response: Response) => {
  response.cookie(cookie(idp), email, { ...cookieOptions(idp), maxAge });
};
