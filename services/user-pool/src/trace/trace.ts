import { randomUUID } from "node:crypto";
import type { CheckMade, Witness } from "./check.ts";
import { printable } from "./printable.ts";
import { responseText } from "./response-text.ts";

/** Where a sign-in attempt may have come to. */
export type StepName =
  | "authorize"
  | "sent to provider"
  | "response received"
  | "response verified"
  | "attributes mapped"
  | "profile written"
  | "code issued"
  | "code shown"
  | "code redeemed"
  | "challenged"
  | "tokens issued"
  | "refused";

/** What is known of an attempt; each value from the moment on at which it is told. */
export interface AttemptFacts {
  /** A request that proves to belong to an attempt that others began takes its id. */
  readonly attemptId: string;
  readonly poolId: string | undefined;
  readonly clientId: string | undefined;
  readonly provider: string | undefined;
  readonly username: string | undefined;
  /** Until when the answer of the identity provider is awaited. */
  readonly pendingUntil: Date | undefined;
  /** `origin_jti` of the tokens that the attempt gave. */
  readonly originJti: string | undefined;
  /** The attempt that began the browser session by which this one succeeded. */
  readonly sessionOf: string | undefined;
}

/** How an attempt ended: `success`, or the stable code of what was wrong. */
export interface Outcome {
  readonly code: string;
  readonly expected?: string | undefined;
  readonly received?: string | undefined;
}

interface Timed {
  readonly at: Date;
}

export interface Assertion {
  readonly nameId: string;
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

/** One request's part in a sign-in attempt. */
export interface Leg extends AttemptFacts {
  /** The request id that the log and the browser have. */
  readonly requestId: string;
  readonly startedAt: Date;
  readonly endedAt: Date;
  /** Undefined: the attempt goes on, or has an outcome already. */
  readonly outcome: Outcome | undefined;
  readonly parameters: Readonly<Record<string, string>> | undefined;
  readonly response: string | undefined;
  /** What the identity provider said of the person, once it was verified: NameID, and values by the attribute's name. */
  readonly assertion: Assertion | undefined;
  readonly attributes: Readonly<Record<string, string>> | undefined;
  readonly steps: readonly (Timed & { readonly step: StepName })[];
  readonly checks: readonly (Timed & CheckMade)[];
}

/**
 * Collects what one request does for a sign-in attempt, for an administrator to read. It knows no store: a leg is
 * recorded in the transaction that completes the sign-in, and by itself when the sign-in is refused.
 * Neither tokens nor codes, cookies or passwords may be told.
 */
export interface Trace {
  readonly attemptId: string;
  /** Whether the request has turned out to be part of a sign-in. */
  readonly begun: boolean;
  /** Each by one line: `trace.reached("code issued")`, `trace.checked({ what, code, expected, received, passed })`. */
  reached(step: StepName): void;
  readonly checked: Witness;
  learned(facts: Partial<AttemptFacts>): void;
  /** The parameters of the request that began the attempt. */
  asked(parameters: Readonly<Record<string, string>>): void;
  /** @param samlResponse in base64, as it came */
  answered(samlResponse: string): void;
  asserted(nameId: string, attributes: ReadonlyMap<string, readonly string[]>): void;
  mapped(attributes: Readonly<Record<string, string>>): void;
  ended(outcome: Outcome): void;
  leg(): Leg;
}

const longestValue = 2_048;

export const beginTrace = (requestId: string, now: () => Date): Trace => {
  const startedAt = now();
  const steps: Leg["steps"][number][] = [];
  const checks: Leg["checks"][number][] = [];
  let facts: AttemptFacts = { ...unknown, attemptId: randomUUID() };
  let told: Pick<Leg, "outcome" | "parameters" | "response" | "assertion" | "attributes"> = nothing;
  return {
    get attemptId() {
      return facts.attemptId;
    },
    get begun() {
      return steps.length > 0;
    },
    reached: (step) => void steps.push({ at: now(), step }),
    checked: (check) => void checks.push({ at: now(), ...printableCheck(check) }),
    learned(more) {
      facts = { ...facts, ...printableFacts(more) };
    },
    asked(parameters) {
      told = { ...told, parameters: printableValues(parameters) };
    },
    answered(samlResponse) {
      told = { ...told, response: responseText(samlResponse) };
    },
    asserted(nameId, attributes) {
      told = { ...told, assertion: printableAssertion(nameId, attributes) };
    },
    mapped(attributes) {
      told = { ...told, attributes: printableValues(attributes) };
    },
    ended(outcome) {
      told = { ...told, outcome: printableEvidence(outcome) };
    },
    leg: () => ({ ...facts, ...told, requestId, startedAt, endedAt: now(), steps: [...steps], checks: [...checks] }),
  };
};

/** The longest that an index takes with room to spare. */
const longestName = 256;

/** A username may be whatever somebody typed. */
const printableFacts = (facts: Partial<AttemptFacts>): Partial<AttemptFacts> =>
  Object.fromEntries(
    Object.entries(facts).map(([name, fact]) => [name, typeof fact === "string" ? printable(fact, longestName) : fact]),
  );

const unknown = {
  poolId: undefined,
  clientId: undefined,
  provider: undefined,
  username: undefined,
  pendingUntil: undefined,
  originJti: undefined,
  sessionOf: undefined,
};

const nothing = {
  outcome: undefined,
  parameters: undefined,
  response: undefined,
  assertion: undefined,
  attributes: undefined,
};

const printableEvidence = <Evidence extends Pick<Outcome, "expected" | "received">>(evidence: Evidence): Evidence => ({
  ...evidence,
  expected: evidence.expected && printable(evidence.expected, longestValue),
  received: evidence.received && printable(evidence.received, longestValue),
});

const printableCheck = (check: CheckMade): CheckMade => ({
  ...printableEvidence(check),
  what: printable(check.what, longestValue),
});

const printableAssertion = (nameId: string, attributes: ReadonlyMap<string, readonly string[]>): Assertion => ({
  nameId: printable(nameId, longestValue),
  attributes: Object.fromEntries(
    [...attributes].map(([name, values]) => [
      printable(name, longestValue),
      values.map((value) => printable(value, longestValue)),
    ]),
  ),
});

const printableValues = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, printable(value, longestValue)]));
