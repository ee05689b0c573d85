import type { RequestHandler } from "express";
import type { Idp } from "../idp.ts";
import { logPage } from "../pages/log-page.ts";

/** GET /log: what the identity provider received and sent. */
export const log =
  (idp: Idp): RequestHandler =>
  (_request, response) =>
    void response.type("html").send(logPage(idp));
