import type { RequestHandler } from "express";
import { statusPage } from "../pages/status-page.ts";

/** GET /: for those who open the identity provider by itself. */
export const start = (): RequestHandler => (_request, response) => void response.type("html").send(statusPage(200));
