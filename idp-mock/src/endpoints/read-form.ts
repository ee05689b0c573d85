import type { z } from "zod";
import { Mistakes, read } from "../control/mistakes.ts";
import { RefusedRequest } from "../requests/refused-request.ts";

/** What a form of these pages sent. @throws {RefusedRequest} for what none of them sends: the first of the mistakes */
export const readForm = <Input>(input: z.ZodType<Input>, body: unknown): Input =>
  refusingMistakes(() => read(input, body ?? {}, "the form"));

/** The same operation as the control API's, refused on a page. @throws {RefusedRequest} for {Mistakes} */
export const refusingMistakes = <Value>(run: () => Value): Value => {
  try {
    return run();
  } catch (error) {
    const [first] = error instanceof Mistakes ? error.mistakes : [];
    throw first ? new RefusedRequest(first, { cause: error }) : error;
  }
};
