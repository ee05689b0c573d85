import { readFileSync } from "node:fs";
import type { RequestHandler } from "express";

/** In the order in which they count. */
const parts = ["base", "tones", "forms", "people", "sheets", "xml"];

const sheet = parts
  .map((part) => readFileSync(new URL(`../pages/styles/${part}.css`, import.meta.url), "utf8"))
  .join("\n");

/** GET /style.css: how the pages look. */
export const style = (): RequestHandler => (_request, response) => void response.type("css").send(sheet);
