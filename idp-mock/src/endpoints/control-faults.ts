import type { RequestHandler } from "express";
import { z } from "zod";
import { arm, armable, isOfEndpoint } from "../control/arm.ts";
import { Mistakes } from "../control/mistakes.ts";
import { idpNamed, personAt } from "../control/who.ts";
import type { Idps } from "../endpoints.ts";
import { faults } from "../faults/faults.ts";
import { metadataFaults } from "../faults/metadata/metadata-faults.ts";
import { nameOfFault } from "../faults/name-of-fault.ts";
import { signOnFaults } from "../faults/sign-on/sign-on-faults.ts";
import type { Idp } from "../idp.ts";
import { controlled, controlledByQuery } from "./controlled.ts";

/** GET /control/faults: every way to misbehave, and who always does. */
export const controlListFaults = (idps: Idps): RequestHandler =>
  controlledByQuery(z.strictObject({}), () => ({ faults: catalogue, always: idps.flatMap(always) }));

const catalogue = [
  ...faults.map(({ name, family, description, source, code, needs }) => {
    return { name, family, description, source, code, needs };
  }),
  ...Object.entries({ metadata: metadataFaults, "sign-on": signOnFaults }).flatMap(([family, table]) =>
    table.map(({ name, description, source, required, code }) => {
      return { name, family, description, source, required, code };
    }),
  ),
];

const always = ({ name: idp, faults, endpointFaults, people }: Idp) => {
  const own = [...faults.names(), ...endpointFaults.names()];
  const persons = people.list().filter((person) => person.faults.length > 0);
  return [
    ...(own.length === 0 ? [] : [{ idp, faults: own }]),
    ...persons.map(({ email: person, faults }) => ({ idp, person, faults })),
  ];
};

export const faultsInput = z.strictObject({
  idp: z.string().optional(),
  person: z.string().optional(),
  faults: z.array(nameOfFault(armable)),
});

/** POST /control/faults: what goes wrong from now on, in each sign-in of a person or with the whole identity provider. */
export const controlFaults = (idps: Idps): RequestHandler =>
  controlled(faultsInput, ({ idp: name, person, faults }) => {
    const idp = idpNamed(idps, name);
    if (person === undefined) arm(idp, faults);
    else misbehave(idp, person, faults);
    return { idp: idp.name, ...(person === undefined ? {} : { person }), faults };
  });

const misbehave = (idp: Idp, person: string, faults: readonly string[]) => {
  const { email } = personAt(idp, person);
  const received = faults.find(isOfEndpoint);
  if (received !== undefined)
    throw new Mistakes({ subject: "faults", expected: "faults of a sign-in, beside a person", received });
  idp.people.misbehave(email, faults);
};
