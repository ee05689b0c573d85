import type { RequestHandler } from "express";
import { z } from "zod";
import { idpNamed } from "../control/who.ts";
import type { Idps } from "../endpoints.ts";
import { controlled } from "./controlled.ts";

/** Ten years either way. */
const furthest = 10 * 366 * 24 * 60 * 60;

export const clockInput = z.strictObject({
  idp: z.string().optional(),
  /** By how much it is ahead; negative: behind. */
  offsetSeconds: z.int().min(-furthest).max(furthest),
});

/** POST /control/clock: the time that the identity provider goes by in what it issues. */
export const controlClock = (idps: Idps): RequestHandler =>
  controlled(clockInput, ({ idp, offsetSeconds }) => {
    const { name, clock } = idpNamed(idps, idp);
    clock.set(offsetSeconds);
    return { idp: name, offsetSeconds, now: clock() };
  });
