import type { z } from "zod";
import type { World } from "../world.ts";
import { parsedInput } from "./parsed-input.ts";

/** One operation of the JSON API as the table routes to it. */
export interface Operation {
  /** Whether the caller must sign the request with AWS credentials. Any will do: their key is not checked here. */
  readonly signed: boolean;
  /** @param body the request's JSON, not checked yet; the answer is in Cognito's words */
  run(body: unknown, world: World): Promise<object>;
}

interface Definition<Schema extends z.ZodType> {
  readonly input: Schema;
  readonly signed: boolean;
  /** Names its share of the world in the type of its second parameter. */
  readonly run: (input: z.output<Schema>, world: World) => Promise<object>;
}

/** An operation that is given input which satisfies its schema. */
export const operation = <Schema extends z.ZodType>({ input, signed, run }: Definition<Schema>): Operation => ({
  signed,
  run: (body, world) => run(parsedInput(input, body), world),
});
