import { randomUUID } from "node:crypto";
import { isSameSecret } from "@gatehouse/http/same-secret.ts";
import type { Request, Response } from "express";
import type { z } from "zod";
import type { Parameters } from "../parameters.ts";
import { formCookie, setFormCookie } from "./cookies.ts";
import { formOf } from "./request-parameters.ts";

/** A form that no page of this browser has sent, or one whose page is too old. Nothing of it is looked at. */
export class ForeignForm extends Error {
  override name = "ForeignForm";
}

/** What the forms of the page that is about to be sent must repeat. One value serves all tabs of a browser. */
export const formToken = (request: Request, response: Response): string => {
  const token = formCookie(request) ?? randomUUID();
  setFormCookie(response, token);
  return token;
};

/**
 * The fields of a form that a page of the pool sent from the browser that was shown it: `_csrf` repeats the cookie,
 * which no other site can read. A sibling host could set one, so a browser that says where the form comes from must
 * say here; a script says nothing.
 * @throws {ForeignForm}
 */
export const formOfPage = (request: Request): Parameters => {
  const form = formOf(request);
  const [cookie, given] = [formCookie(request), form.get("_csrf")];
  if (cookie === undefined || given === undefined || !isSameSecret(cookie, given))
    throw new ForeignForm("_csrf does not repeat the cookie XSRF-TOKEN");
  const site = request.get("sec-fetch-site");
  if (site !== undefined && site !== "same-origin") throw new ForeignForm(`the form comes from elsewhere: ${site}`);
  const [repeated] = form.repeated;
  if (repeated !== undefined) throw new ForeignForm(`${repeated} was sent twice`);
  if (form.unprintable) throw new ForeignForm("a field holds what nobody can type");
  return form;
};

/** What was typed, if the API would take it; undefined for what it would not, and for nothing. */
export const typed = (form: Parameters, name: string, shape: z.ZodType<string>): string | undefined =>
  shape.safeParse(form.get(name)).data;
