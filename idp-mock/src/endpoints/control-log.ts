import type { RequestHandler } from "express";
import { z } from "zod";
import { idpNamed } from "../control/who.ts";
import type { Idps } from "../endpoints.ts";
import { controlledByQuery } from "./controlled.ts";

export const logQuery = z.strictObject({
  idp: z.string().optional(),
  /** Number of an entry: those after it. */
  since: z
    .string()
    .regex(/^\d{1,15}$/, "the number of an entry")
    .transform(Number)
    .default(0),
});

/** GET /control/log: what was received and sent, the newest last; without `idp`, of all identity providers. */
export const controlLog = (idps: Idps): RequestHandler =>
  controlledByQuery(logQuery, ({ idp, since }) => {
    const name = idp === undefined ? undefined : idpNamed(idps, idp).name;
    const entries = idps[0].journal
      .list()
      .filter((entry) => entry.number > since && (name === undefined || entry.idp === name));
    return { entries };
  });
