import type { Route } from "@gatehouse/entitlements/routes-in.ts";
import type { Request } from "express";
import type { Knex } from "knex";
import type { z } from "zod";
import type { Answer } from "./answer.ts";
import type { Caller } from "./caller.ts";
import type { IfMatch } from "./preconditions.ts";

/** What an operation may use. */
export interface World {
  readonly knex: Knex;
  /** The time, in milliseconds since 1970. */
  readonly now: () => number;
  /** The routes of the API that permissions speak of; left out where the service was not told of one. */
  readonly routes?: readonly Route[] | undefined;
}

/** One operation of the API: what it takes, what it answers and what it does. The OpenAPI document is made from this. */
export interface Operation<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType | undefined = z.ZodType | undefined,
> {
  /** The name in the OpenAPI document. */
  readonly id: string;
  /** What it does, in a line. */
  readonly summary: string;
  readonly params: Params;
  /** A strict object of texts; left out where nothing may be asked. */
  readonly query?: Query;
  /** The parameters that may be given several times; they are lists to the schema. */
  readonly repeatable?: readonly string[];
  /** Left out where the operation takes no body. */
  readonly body?: Body;
  /** Whether the body may be left out; `run` gets undefined then. */
  readonly bodyIsOptional?: boolean;
  /** How a body is read that is not JSON alone, or longer than 10 KB. */
  readonly reading?: Reading;
  /** What each status of success answers; null for no body. */
  readonly answers: Readonly<Record<number, z.ZodType | null>>;
  /** The problems that are this operation's own, such as 404 and 409. */
  readonly problems?: readonly number[];
  /** Demanded: without it the answer is 428. Honoured: where it is given, and stale, the answer is 412. */
  readonly ifMatch?: "demanded" | "honoured";
  /** Whether the caller must have signed in within the last 15 minutes. */
  readonly recentSignIn?: boolean;
  run(input: Input<Params, Query, Body>, world: World): Promise<Answer>;
}

export interface Reading {
  /** As Express counts: `10kb`. */
  readonly longest: string;
  /** The media types that are accepted. */
  readonly types: readonly string[];
  readonly read: (request: Request) => unknown;
}

export interface Input<Params extends z.ZodObject, Query extends z.ZodObject, Body extends z.ZodType | undefined> {
  readonly params: z.output<Params>;
  readonly query: z.output<Query>;
  readonly body: Body extends z.ZodType ? z.output<Body> : undefined;
  readonly caller: Caller;
  readonly ifMatch: IfMatch | undefined;
  /** The first of these media types that the caller prefers, going by `Accept`; false for none. */
  accepts(types: string[]): string | false;
}

/** Declares an operation; what its schemas let through is what `run` gets. */
export const operation = <
  Params extends z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType | undefined = undefined,
>(
  declared: Operation<Params, Query, Body>,
): Operation => declared as unknown as Operation;
