import { readFileSync } from "node:fs";
import type { RequestHandler } from "express";

const sheet = readFileSync(new URL("../pages/style.css", import.meta.url), "utf8");

/** GET /style.css: how the pages look. */
export const style = (): RequestHandler => (_request, response) => void response.type("css").send(sheet);
