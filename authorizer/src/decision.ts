import type { Decided } from "@gatehouse/entitlements/decide.ts";
import type { Grant } from "@gatehouse/entitlements/grant.ts";

/** One decision, as it is recorded. */
export interface Decision {
  /** The id that the client saw in `x-amzn-RequestId`; for TOKEN events, which have none, that of the invocation. */
  readonly requestId: string;
  /** The template of the route, `GET /trades/{tradeId}`; TOKEN events have none. */
  readonly route: string | undefined;
  readonly methodArn: string;
  readonly method: string;
  readonly path: string;
  readonly principal: string | undefined;
  readonly tokenId: string | undefined;
  readonly session: string | undefined;
  readonly clientId: string | undefined;
  /** Of the access token, by their own names. */
  readonly claims: Readonly<Record<string, unknown>> | undefined;
  /** The grants that speak of the request. */
  readonly grants: readonly Grant[];
  readonly effect: "Allow" | "Deny";
  /** What decided: a permission or a rule of the authorizer, or why there was nothing to decide. */
  readonly decidedBy: DecidedBy;
  /** Whether the grants came from the cache. */
  readonly cached: boolean;
}

export type DecidedBy =
  | {
      readonly decision: "allow" | "explicitDeny" | "implicitDeny";
      readonly rule?: string;
      readonly statement?: Decided["statement"];
      readonly narrowed?: string;
    }
  | { readonly unauthorized: string }
  | { readonly error: string };

/** Takes a decision to be recorded. Never waits, never throws. */
export type RecordDecision = (decision: Decision) => void;

/** A decision as its recorder counts it: a number that is missing in the end is a decision that was lost. */
export interface NumberedDecision extends Decision {
  readonly number: number;
}

export interface Batch {
  readonly decisions: readonly NumberedDecision[];
  /** No decision that was made until the next batch is written has a higher number. */
  readonly highest: number;
  /** Whether nothing will follow. */
  readonly last: boolean;
}

/** Writes decisions to where they are kept, all or none. One that was written already is not written again. */
export type AppendDecisions = (batch: Batch) => Promise<void>;
