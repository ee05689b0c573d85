import type { z } from "zod";
import type { World } from "../world.ts";
import { InvalidParameter } from "./failures.ts";
import { parsedInput, valueAt, withoutNulls } from "./parsed-input.ts";

/** What docs/support-cognito.md says of an operation or an endpoint beside its name. */
export interface Support {
  /**
   * What Amazon Cognito does and this does not, in half a sentence each, by what it is about: a member of the API's
   * model (`AcrMapping`, `Policies.SignInPolicy`), which is refused when it is sent and the input has no place for it,
   * or anything else, in small letters.
   */
  readonly leftOut?: Readonly<Record<string, string>>;
  /** Members of the API's model that may be sent and have no effect. */
  readonly ignored?: readonly string[];
  /** What is done here without anybody having seen the real service do it. */
  readonly unconfirmed?: string;
}

/** One operation of the JSON API as the table routes to it. */
export interface Operation extends Support {
  readonly input: z.ZodType;
  /** Whether the caller must sign the request with AWS credentials. Any will do: their key is not checked here. */
  readonly signed: boolean;
  /** @param body the request's JSON, not checked yet; the answer is in Cognito's words */
  run(body: unknown, world: World): Promise<object>;
}

interface Definition<Schema extends z.ZodType> extends Support {
  readonly input: Schema;
  readonly signed: boolean;
  /** Names its share of the world in the type of its second parameter. */
  readonly run: (input: z.output<Schema>, world: World) => Promise<object>;
}

/** An operation that is given input which satisfies its schema. */
export const operation = <Schema extends z.ZodType>(definition: Definition<Schema>): Operation => ({
  ...definition,
  run: (body, world) => {
    const given = withoutNulls(body);
    const input = parsedInput(definition.input, given);
    refuseLeftOut(definition, given, input);
    return definition.run(input, world);
  },
});

/** Members of the API's model begin with a capital. */
export const membersLeftOut = ({ leftOut = {} }: Support): string[] =>
  Object.keys(leftOut).filter((what) => /^[A-Z][\w.]*$/.test(what));

/** What was sent and has no place in the input would look as if it had been obeyed. */
const refuseLeftOut = (definition: Support, given: unknown, input: unknown) => {
  const refused = membersLeftOut(definition).find((member) => {
    const path = member.split(".");
    return valueAt(given, path) !== undefined && valueAt(input, path) === undefined;
  });
  if (refused !== undefined) throw new InvalidParameter(`${refused} is not supported: see docs/support-cognito.md.`);
};
