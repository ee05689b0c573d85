// What a caller may give to others. Nobody gives more than he may do himself or was entrusted with giving.
import { deniesPartOf } from "./denied-part.ts";
import { type Grant, inForce } from "./grant.ts";
import { ruleCovers, type Scope } from "./pattern-covers.ts";

/** A permission without its name. */
export type Rule = Scope & Pick<Grant, "effect">;

/** A rule and when the grant counts that it comes from, in milliseconds since 1970; null is open. */
export type TimedRule = Rule & Pick<Grant, "startsAt" | "endsAt">;

export interface Authority {
  /** What may be given. */
  readonly allows: readonly Scope[];
  /** What the caller is denied himself, now or later: it must come along in what is given. */
  readonly denies: readonly Scope[];
}

/**
 * What a caller may give until an instant, null for good: what he is allowed himself and what his roles delegate, each
 * by a grant that counts now and does not end before. An Allow of the caller's own that has a variable speaks of him
 * alone, so it covers nothing for others; a delegation is meant for them.
 */
export const authorityOf = (
  { held, delegated }: { held: readonly TimedRule[]; delegated: readonly TimedRule[] },
  { now, until }: { now: number; until: number | null },
): Authority => {
  const lasts = (rule: TimedRule) =>
    inForce(rule, now) && (rule.endsAt === null || (until !== null && until <= rule.endsAt));
  const allows = (rules: readonly TimedRule[]) => rules.filter((rule) => rule.effect === "Allow" && lasts(rule));
  return {
    allows: [...allows(held).filter(({ resource }) => !resource.includes("${")), ...allows(delegated)],
    denies: held.filter(({ effect, endsAt }) => effect === "Deny" && (endsAt === null || endsAt > now)),
  };
};

/**
 * Of what somebody would be allowed, the first that the caller may not give: not covered by his authority, or met by a
 * Deny of his own that does not come along.
 * @param along what somebody would be denied by the same change
 */
export const firstBeyond = <Given extends Scope>(
  authority: Authority,
  given: readonly Given[],
  along: readonly Scope[],
): Given | undefined => given.find((allow) => !isCovered(authority, allow) || isMet(authority, allow, along));

/**
 * Of Denies that go, the first that the caller may not take away. Where an Allow that stays meets it, and no Deny that
 * stays says the same, taking it away gives what both speak of.
 */
export const firstDenied = <Gone extends Scope>(
  authority: Authority,
  gone: readonly Gone[],
  { allows, denies }: { allows: readonly Scope[]; denies: readonly Scope[] },
): Gone | undefined =>
  gone.find(
    (deny) =>
      !denies.some((other) => ruleCovers(other, deny)) &&
      allows.some(
        (allow) =>
          deniesPartOf(deny, allow) &&
          !(
            (isCovered(authority, deny) && !isMet(authority, deny, denies)) ||
            (isCovered(authority, allow) && !isMet(authority, allow, denies))
          ),
      ),
  );

const isCovered = ({ allows }: Authority, scope: Scope) => allows.some((allow) => ruleCovers(allow, scope));

const isMet = ({ denies }: Authority, scope: Scope, along: readonly Scope[]) =>
  denies.some((deny) => deniesPartOf(deny, scope) && !along.some((other) => ruleCovers(other, forAnybody(deny))));

/** A variable has another value for everybody. */
const forAnybody = ({ method, resource }: Scope): Scope => ({
  method,
  resource: resource.replaceAll(/\$\{[^}]*\}/g, "*"),
});

/** What a user must be allowed, without exception, to be an administrator: to give any role to any user. */
const administering: Scope = { method: "PUT", resource: "/users/*/roles/*" };

/** Whether somebody may make others administrators, and so is one. */
export const mayAdminister = (authority: Authority): boolean =>
  firstBeyond(authority, [administering], []) === undefined;

/** Whether a permission makes an administrator of whoever holds it and is denied none of it. */
export const administers = (rule: Rule): boolean => rule.effect === "Allow" && ruleCovers(rule, administering);

/** Whether a permission keeps whoever holds it from being an administrator. */
export const hinders = (rule: Rule): boolean => rule.effect === "Deny" && deniesPartOf(rule, administering);
