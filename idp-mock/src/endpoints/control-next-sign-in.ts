import type { RequestHandler } from "express";
import { z } from "zod";
import type { Idp } from "../idp.ts";

const input = z.strictObject({ person: z.string(), sign: z.enum(["assertion", "response", "both"]).optional() });

/** POST /control/next-sign-in: the next sign-in goes through as this person, without a page. */
export const controlNextSignIn =
  ({ people, nextSignIns, ...idp }: Idp): RequestHandler =>
  ({ body }, response) => {
    const given = input.safeParse(body);
    const known = people.list().map(({ email }) => email);
    const person = people.find(given.data?.person);
    if (given.error || !person) {
      const message = given.error ? z.prettifyError(given.error) : `nobody here is ${given.data.person}`;
      response.status(400).json({ message, expected: { person: known, sign: input.shape.sign.unwrap().options } });
      return;
    }
    const sign = given.data.sign ?? idp.sign;
    nextSignIns.set({ person, sign });
    response.json({ person: person.email, sign });
  };
