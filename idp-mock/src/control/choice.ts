import { z } from "zod";
import type { Idps } from "../endpoints.ts";
import { faultNames } from "../faults/faults.ts";
import { nameOfFault } from "../faults/name-of-fault.ts";
import type { Idp } from "../idp.ts";
import type { NextSignIn } from "./next-sign-in.ts";
import { idpNamed, personAt } from "./who.ts";

/** What a sign-in by the control API may say. */
export const choice = z.strictObject({
  /** Name of the identity provider; default: the first. */
  idp: z.string().optional(),
  /** E-mail address. */
  person: z.string(),
  /** In place of those of the person, all of them. */
  attributes: z.record(z.string().min(1), z.array(z.string())).optional(),
  nameId: z.string().optional(),
  nameIdFormat: z.string().optional(),
  sign: z.enum(["assertion", "response", "both", "nothing"]).optional(),
  /** Default: as the service provider is registered. */
  encrypt: z.boolean().optional(),
  faults: z.array(nameOfFault(faultNames)).optional(),
  conduct: z.enum(["misbehave", "control"]).optional(),
  /** How long the identity provider takes over it, in milliseconds. */
  delayMs: z.int().min(0).max(60_000).optional(),
});

/** @throws {Mistakes} for an identity provider or a person that nobody knows */
export const chosen = (
  { idp: name, person: email, delayMs, ...given }: z.output<typeof choice>,
  idps: Idps,
): { readonly idp: Idp; readonly signIn: NextSignIn } => {
  const idp = idpNamed(idps, name);
  const person = personAt(idp, email);
  return { idp, signIn: { ...given, person, ...(delayMs === undefined ? {} : { delay: delayMs }) } };
};
