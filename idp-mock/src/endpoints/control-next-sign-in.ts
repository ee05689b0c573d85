import type { RequestHandler } from "express";
import { z } from "zod";
import type { Idps } from "../endpoints.ts";
import { faultNames } from "../faults/faults.ts";
import { controlled } from "./controlled.ts";

/** What a sign-in by the control API may say. */
export const choice = z.strictObject({
  /** Name of the identity provider; default: the first. */
  idp: z.string().optional(),
  /** E-mail address. */
  person: z.string(),
  attributes: z.record(z.string().min(1), z.array(z.string())).optional(),
  nameId: z.string().optional(),
  nameIdFormat: z.string().optional(),
  sign: z.enum(["assertion", "response", "both", "nothing"]).optional(),
  encrypt: z.boolean().optional(),
  faults: z.array(z.enum(faultNames)).optional(),
  conduct: z.enum(["misbehave", "control"]).optional(),
});

const input = choice.extend({ delayMs: z.int().min(0).max(60_000).optional() });

/** POST /control/next-sign-in: the next sign-in at that identity provider goes through as this person, without a page. */
export const controlNextSignIn = (idps: Idps): RequestHandler =>
  controlled(input, idps, ({ delayMs, ...given }, { idp, person }) => {
    idp.nextSignIns.set({ ...given, person, ...(delayMs === undefined ? {} : { delay: delayMs }) });
    return { ...given, idp: idp.name, person: person.email, sign: given.sign ?? idp.sign };
  });
