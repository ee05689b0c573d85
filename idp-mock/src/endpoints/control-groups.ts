import type { RequestHandler } from "express";
import { z } from "zod";
import { idpNamed, personAt } from "../control/who.ts";
import type { Idps } from "../endpoints.ts";
import { controlled } from "./controlled.ts";

export const groupsInput = z.strictObject({
  idp: z.string().optional(),
  person: z.string(),
  groups: z.array(z.string().min(1)).max(1_000),
});

/** POST /control/groups: from now on the person is in these groups and in no others. */
export const controlGroups = (idps: Idps): RequestHandler =>
  controlled(groupsInput, ({ idp: name, person: email, groups }) => {
    const idp = idpNamed(idps, name);
    const person = personAt(idp, email);
    const regrouped = idp.people.regroup(email, groups) ?? person;
    return { person: regrouped.email, groups: regrouped.groups };
  });
