import type { RequestHandler } from "express";
import { z } from "zod";
import type { Person } from "../directory/people-file.ts";
import type { Idps } from "../endpoints.ts";
import type { Idp } from "../idp.ts";

interface Named {
  readonly idp?: string | undefined;
  readonly person: string;
}

/** An operation of the control API on a person: it answers with JSON, or with 400 and what was expected. */
export const controlled =
  <Input extends Named>(
    input: z.ZodType<Input>,
    idps: Idps,
    run: (input: Input, subject: { idp: Idp; person: Person }) => object | Promise<object>,
  ): RequestHandler =>
  async ({ body }, response) => {
    const given = input.safeParse(body);
    if (given.error) return void response.status(400).json(refusal(z.prettifyError(given.error), idps));
    const idp = idps.find(({ name }) => name === (given.data.idp ?? idps[0].name));
    const person = idp?.people.find(given.data.person);
    if (idp && person) return void response.json(await run(given.data, { idp, person }));
    const message = idp ? `nobody at ${idp.name} is ${given.data.person}` : `there is no ${given.data.idp} here`;
    response.status(400).json(refusal(message, idps));
  };

const refusal = (message: string, idps: Idps) => ({
  message,
  expected: idps.map(({ name, people }) => ({ idp: name, person: people.list().map(({ email }) => email) })),
});
