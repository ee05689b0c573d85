import type { RequestHandler } from "express";
import type { Idp } from "../idp.ts";

/** GET /people: everybody who can be picked, as JSON. */
export const people =
  ({ directory }: Idp): RequestHandler =>
  (_request, response) =>
    void response.json({ people: directory.people });
