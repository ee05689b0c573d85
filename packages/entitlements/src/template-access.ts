import { lenient } from "./raw-path.ts";
import { routeTemplate } from "./route-template.ts";
import { type Found, type Goal, type PathRules, searchTemplate } from "./template-search.ts";

/**
 * What may be reached of a route.
 * - `all`: every path that the template stands for is allowed;
 * - `none`: none is;
 * - `some`: at least one is, such as `example`, and at least one is not, such as `exception`;
 * - `undecided`: the patterns are too entangled to tell within the bounds of the search.
 *
 * The paths that a template stands for are those of `routeTemplate`: a parameter is one segment of characters that mean
 * themselves, so neither a percent-encoding nor a dot segment.
 */
export type Access =
  | { readonly access: "all" | "none" | "undecided" }
  | { readonly access: "some"; readonly example: string; readonly exception: string };

export interface AccessChange {
  readonly before: Access;
  readonly after: Access;
  /** A path that is allowed afterwards and was not before. There is none where this is missing and nothing is undecided. */
  readonly gained?: string;
  /** A path that was allowed before and is not afterwards. */
  readonly lost?: string;
}

/**
 * Compares what two sets of rules allow of a template's paths, exactly: all paths are followed through the patterns'
 * automata at once, the shortest first, which are finitely many states however many paths there are.
 */
export const compareAccess = (template: string, before: PathRules, after: PathRules): AccessChange => {
  const found = searchTemplate(routeTemplate(template), rulesOf(template, before), rulesOf(template, after));
  const { gained, lost } = found.paths;
  return {
    before: accessOf(found, "allowedBefore", "refusedBefore"),
    after: accessOf(found, "allowedAfter", "refusedAfter"),
    ...(gained === undefined ? {} : { gained }),
    ...(lost === undefined ? {} : { lost }),
  };
};

/** A Deny counts in another spelling as well, as in the authorizer: see raw-path.ts. */
const rulesOf = (template: string, { allow, deny }: PathRules): PathRules => ({
  allow,
  deny: [...deny, ...deny.map((pattern) => otherSpelling(template, pattern))],
});

/** The pattern that covers those paths of a template whose lenient spelling the pattern covers in its own. */
export const otherSpelling = (template: string, pattern: string): string =>
  template.length > 1 && template.endsWith("/") ? `${lenient(pattern)}/` : lenient(pattern);

const accessOf = ({ paths, exhausted }: Found, allowed: Goal, refused: Goal): Access => {
  const [example, exception] = [paths[allowed], paths[refused]];
  if (example !== undefined && exception !== undefined) return { access: "some", example, exception };
  if (!exhausted) return { access: "undecided" };
  return { access: example === undefined ? "none" : "all" };
};
