import type { RequestHandler } from "express";
import type { Idp } from "../idp.ts";

declare module "express-serve-static-core" {
  interface Locals {
    /** Whose endpoint was asked; pages about errors bear its name. */
    idp?: Idp;
  }
}

/** Remembers whose endpoint was asked. */
export const ownedBy =
  (idp: Idp): RequestHandler =>
  (_request, response, next) => {
    response.locals.idp = idp;
    next();
  };
