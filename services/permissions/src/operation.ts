import type { Knex } from "knex";
import type { z } from "zod";

/** Who asks, and the request that the client knows by that id. */
export interface Caller {
  /** The pool username, which the gateway has authenticated. */
  readonly actor: string;
  readonly requestId: string;
}

/** What an operation may use. */
export interface World {
  readonly knex: Knex;
}

export interface Answer {
  readonly status: 200 | 201 | 204;
  readonly body?: object;
}

/** One operation of the API: what it takes and what it does. Path parameters and body members are checked alike. */
export interface Operation<
  Params extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
> {
  readonly params: Params;
  /** Left out where the operation takes no body. */
  readonly body?: Body;
  run(input: Input<Params, Body>, world: World): Promise<Answer>;
}

export interface Input<Params extends z.ZodObject, Body extends z.ZodType | undefined> {
  readonly params: z.output<Params>;
  readonly body: Body extends z.ZodType ? z.output<Body> : undefined;
  readonly caller: Caller;
}

/** Declares an operation; what its schemas let through is what `run` gets. */
export const operation = <Params extends z.ZodObject, Body extends z.ZodType | undefined = undefined>(
  declared: Operation<Params, Body>,
): Operation => declared as unknown as Operation;
