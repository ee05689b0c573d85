import type { RequestHandler } from "express";
import { z } from "zod";
import { Mistakes } from "../control/mistakes.ts";
import { idpNamed } from "../control/who.ts";
import type { Idps } from "../endpoints.ts";
import type { Keys } from "../keys/keys.ts";
import { type Step, StepOutOfTurn, steps } from "../keys/roll-over.ts";
import { controlled } from "./controlled.ts";

export const keysInput = z.strictObject({ idp: z.string().optional(), step: z.enum(steps) });

/** POST /control/keys: a step of rolling over to the next signing key. */
export const controlKeys = (idps: Idps): RequestHandler =>
  controlled(keysInput, async ({ idp, step }) => {
    const { name, keys } = idpNamed(idps, idp);
    const { phase } = await taken(keys, step);
    return { idp: name, phase, certificates: await keys.published() };
  });

const taken = (keys: Keys, step: Step) =>
  keys.step(step).catch((error) => {
    if (!(error instanceof StepOutOfTurn)) throw error;
    throw new Mistakes({ subject: "step", expected: "the one that is next, or roll", received: error.message });
  });
