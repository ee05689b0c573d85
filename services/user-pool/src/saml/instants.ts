import { attribute } from "./elements.ts";
import type { Expectation, Scrutiny } from "./expectation.ts";
import { SamlRefusal } from "./refusal.ts";

/** UTC, named by Z: SAML Core 2.0, 1.3.3. */
const form = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/;

/** No identity provider hands out assertions for longer; what is remembered against replay must end some day. */
const farthest = 24 * 60 * 60 * 1_000;

export type Clock = Pick<Expectation, "now" | "skew" | "maximumAge">;

/** The allowed difference of clocks, in milliseconds. */
export const skewOf = ({ skew = 60 }: Clock): number => skew * 1_000;

/**
 * The instant in an attribute, or undefined where there is none.
 * @throws {SamlRefusal} SAML_TIME_INVALID
 */
export const instantIn = (element: Element, name: string): Date | undefined => {
  const value = attribute(element, name);
  if (value === undefined) return undefined;
  const instant = new Date(form.test(value) ? value : Number.NaN);
  // Date.parse lets 31 February pass, as a day in March.
  if (Number.isNaN(instant.getTime()) || !value.startsWith(instant.toISOString().slice(0, 10)))
    throw new SamlRefusal("SAML_TIME_INVALID", { expected: `${name} in UTC`, received: value });
  return instant;
};

/** A clock, and the checks made by it. */
type Watch = Clock & Pick<Scrutiny, "checks">;

/** Issued neither in the future nor too long ago. */
export const checkIssued = (element: Element, clock: Watch): void => {
  const issued = instantIn(element, "IssueInstant");
  if (!issued) throw new SamlRefusal("SAML_TIME_INVALID", { expected: `IssueInstant of ${element.localName}` });
  checkNotBefore(issued, clock, `${element.localName} IssueInstant`);
  const { maximumAge = 300 } = clock;
  checkNotOnOrAfter(
    new Date(issued.getTime() + maximumAge * 1_000),
    clock,
    `end of ${element.localName}'s ${maximumAge} s`,
  );
};

/** An instant that is not there sets no bound. */
export const checkNotBefore = (instant: Date | undefined, clock: Watch, what: string): void => {
  if (!instant) return;
  const holds = clock.now.getTime() + skewOf(clock) >= instant.getTime();
  clock.checks.require("SAML_RESPONSE_NOT_YET_VALID", { holds, ...evidence(instant, clock, what, "at most") });
};

export const checkNotOnOrAfter = (instant: Date | undefined, clock: Watch, what: string): void => {
  if (!instant) return;
  const holds = clock.now.getTime() - skewOf(clock) < instant.getTime();
  clock.checks.require("SAML_RESPONSE_EXPIRED", { holds, ...evidence(instant, clock, what, "after") });
};

/** @throws {SamlRefusal} SAML_TIME_INVALID, for an end so far away that it is none. */
export const checkWithinReason = (instant: Date | undefined, { now, checks }: Watch, what: string): void => {
  if (!instant) return;
  checks.require("SAML_TIME_INVALID", {
    what: `${what} within reason`,
    holds: instant.getTime() <= now.getTime() + farthest,
    expected: `${what} within 24 hours`,
    received: instant.toISOString(),
  });
};

const evidence = (instant: Date, clock: Clock, what: string, relation: string) => ({
  what,
  expected: `${what} ${relation} ${clock.now.toISOString()}, give or take ${skewOf(clock) / 1_000} s`,
  received: instant.toISOString(),
});
