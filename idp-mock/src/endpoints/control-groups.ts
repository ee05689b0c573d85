import type { RequestHandler } from "express";
import { z } from "zod";
import type { Idp } from "../idp.ts";

const input = z.strictObject({ person: z.string(), groups: z.array(z.string().min(1)).max(1_000) });

/** POST /control/groups: from now on the person is in these groups and in no others. */
export const controlGroups =
  ({ people }: Idp): RequestHandler =>
  ({ body }, response) => {
    const given = input.safeParse(body);
    const person = given.success ? people.regroup(given.data.person, given.data.groups) : undefined;
    if (person) return void response.json({ person: person.email, groups: person.groups });
    const message = given.error ? z.prettifyError(given.error) : `nobody here is ${given.data.person}`;
    response.status(400).json({ message, expected: { person: people.list().map(({ email }) => email), groups: [] } });
  };
