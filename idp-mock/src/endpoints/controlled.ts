import type { RequestHandler } from "express";
import type { z } from "zod";
import { Mistakes, read } from "../control/mistakes.ts";
import { RefusedRequest } from "../requests/refused-request.ts";

/** An operation of the control API: JSON in, JSON out, and 400 with what was expected where it cannot be done. */
export const controlled =
  <Input>(input: z.ZodType<Input>, run: (input: Input) => object | Promise<object>): RequestHandler =>
  async ({ body }, response) => {
    try {
      response.json(await run(read(input, body)));
    } catch (error) {
      const mistakes = mistakesIn(error);
      if (!mistakes) throw error;
      const { message } = error as Error;
      response.locals.reason = message;
      response.status(400).json({ message, mistakes });
    }
  };

const mistakesIn = (error: unknown) => {
  if (error instanceof Mistakes) return error.mistakes;
  return error instanceof RefusedRequest ? [error.refusal] : undefined;
};
