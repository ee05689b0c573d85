import type { Request, RequestHandler } from "express";
import type { z } from "zod";
import { Mistakes, read } from "../control/mistakes.ts";
import { RefusedRequest } from "../requests/refused-request.ts";

type Run<Input> = (input: Input) => object | Promise<object>;

/** An operation of the control API: JSON in, JSON out, and 400 with what was expected where it cannot be done. */
export const controlled = <Input>(input: z.ZodType<Input>, run: Run<Input>): RequestHandler =>
  answering(({ body }) => run(read(input, body, "the body")));

/** One that changes nothing, and is asked by the query. */
export const controlledByQuery = <Input>(input: z.ZodType<Input>, run: Run<Input>): RequestHandler =>
  answering(({ query }) => run(read(input, query, "the query")));

/** One on something that the path names. */
export const controlledByPath = <Input>(input: z.ZodType<Input>, run: Run<Input>): RequestHandler =>
  answering(({ params }) => run(read(input, params, "the path")));

const answering =
  (run: (request: Request) => object | Promise<object>): RequestHandler =>
  async (request, response) => {
    try {
      response.json(await run(request));
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
