import type { RequestHandler } from "express";
import { z } from "zod";
import { idpNamed } from "../control/who.ts";
import type { Idps } from "../endpoints.ts";
import type { Idp } from "../idp.ts";
import { controlled } from "./controlled.ts";

export const resetInput = z.strictObject({ idp: z.string().optional() });

/** POST /control/reset: as it was at the start, but for the keys; without `idp`, all identity providers. */
export const controlReset = (idps: Idps): RequestHandler =>
  controlled(resetInput, ({ idp }) => {
    const some = idp === undefined ? idps : [idpNamed(idps, idp)];
    for (const each of some) reset(each);
    return { reset: some.map(({ name }) => name) };
  });

const reset = ({
  name,
  nextSignIns,
  journal,
  people,
  faults,
  endpointFaults,
  clock,
  sessions,
  serviceProviders,
}: Idp) => {
  nextSignIns.take();
  journal.clear(name);
  people.reset();
  faults.reset();
  endpointFaults.reset();
  clock.set(0);
  sessions.clear();
  serviceProviders.reset();
};
