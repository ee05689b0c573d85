import { ruleOverlaps, type Scope } from "./pattern-covers.ts";
import { lenient } from "./raw-path.ts";

/**
 * Whether a Deny may refuse some request that `scope` speaks of. A Deny also holds for every path that a lenient router
 * reads as one that it names (raw-path.ts), so this is more than an overlap of the patterns: `/users/a@b` also denies
 * `/users/a%40b/`. It is never false where a request is refused; it may be true where `scope` has wildcards or encodings
 * and names what nobody would spell.
 */
export const deniesPartOf = (deny: Scope, scope: Scope): boolean =>
  ruleOverlaps(deny, scope) ||
  ruleOverlaps(spelled(deny, lenient), spelled(scope, lenient)) ||
  (/[%*?]|\$\{/.test(scope.resource) &&
    (ruleOverlaps(spelled(deny, loose), scope) || ruleOverlaps(spelled(deny, looseWithSlash), scope)));

const spelled = ({ method, resource }: Scope, spell: (path: string) => string): Scope => ({
  method,
  resource: resource === "*" ? "*" : spell(resource),
});

/** A pattern of every spelling: what may be encoded, and a character of any kind, is a run of characters. */
const loose = (path: string) =>
  lenient(path)
    .replaceAll(/\$\{[^}]*\}/g, "*")
    .replaceAll(/[^A-Za-z0-9._~/-]+/g, "*");

const looseWithSlash = (path: string) => `${loose(path)}/`;
