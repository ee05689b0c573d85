import type { RequestHandler } from "express";
import type { Idps } from "../endpoints.ts";
import { homePage } from "../pages/home-page.ts";

/** GET /: all identity providers. */
export const home =
  (idps: Idps): RequestHandler =>
  (_request, response) =>
    void response.type("html").send(homePage(idps));
