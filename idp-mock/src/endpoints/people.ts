import type { RequestHandler } from "express";
import type { Idp } from "../idp.ts";

/** GET /people: everybody who can be picked, as JSON. */
export const people =
  ({ people: known }: Idp): RequestHandler =>
  (_request, response) =>
    void response.json({ people: known.list() });
