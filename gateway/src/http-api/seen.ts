import type { Facts } from "../facts/facts.ts";
import type { Exchange } from "./exchange.ts";
import type { Refusal } from "./refusal.ts";

/** What is known about a request when a variable is asked for: all of it in a mapping, less before there is a route. */
export type Seen = Pick<Exchange, "request" | "stage"> &
  Partial<Pick<Exchange, "route" | "pathParameters" | "authorization">> & {
    /** How the authorizer fared. */
    readonly steps?: Facts["steps"];
    /** Functions and services that were asked so far. */
    readonly calls?: Facts["calls"];
    /** Once the API has refused. */
    readonly refusal?: Refusal;
  };
