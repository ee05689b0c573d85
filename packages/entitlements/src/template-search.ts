import { automatonOf, type LazyAutomaton } from "./lazy-automaton.ts";
import { type Place, parameterCharacters, type RouteTemplate } from "./route-template.ts";

/** Path patterns without variables that speak of a route's method. Deny wins. */
export interface PathRules {
  readonly allow: readonly string[];
  readonly deny: readonly string[];
}

export type Goal = "allowedBefore" | "refusedBefore" | "allowedAfter" | "refusedAfter" | "gained" | "lost";

export interface Found {
  /** For each goal one of the shortest paths. */
  readonly paths: { readonly [goal in Goal]?: string };
  /** Whether everything was looked at, so that what was not found does not exist. */
  readonly exhausted: boolean;
}

/** How many places are looked at. Sensible patterns need some dozens. */
const mostVisits = 20_000;

interface Visit {
  readonly path: string;
  readonly place: Place;
  /** The state of each pattern's automaton. */
  readonly states: readonly number[];
}

/** Looks for paths of the template that are allowed or refused before and after, the shortest first. */
export const searchTemplate = (route: RouteTemplate, before: PathRules, after: PathRules): Found => {
  const patterns = [...new Set([before, after].flatMap(({ allow, deny }) => [...allow, ...deny]))];
  const automata = patterns.map(automatonOf);
  const [allowsBefore, allowsAfter] = [judge(patterns, automata, before), judge(patterns, automata, after)];
  const alphabet = alphabetOf(patterns, route);
  const visits: Visit[] = [{ path: "", place: route.start, states: patterns.map(() => 0) }];
  const seen = new Set(visits.map(keyOf));
  const paths: { [goal in Goal]?: string } = {};
  for (const visit of visits) {
    if (visits.length > mostVisits) return { paths, exhausted: false };
    if (route.accepts(visit.place))
      for (const goal of reached(allowsBefore(visit.states), allowsAfter(visit.states))) paths[goal] ??= visit.path;
    for (const follower of alphabet.flatMap((character) => followed(visit, character, route, automata))) {
      const key = keyOf(follower);
      if (!seen.has(key)) visits.push(follower);
      seen.add(key);
    }
  }
  return { paths, exhausted: true };
};

const reached = (before: boolean, after: boolean): readonly Goal[] => [
  before ? "allowedBefore" : "refusedBefore",
  after ? "allowedAfter" : "refusedAfter",
  ...(after && !before ? (["gained"] as const) : []),
  ...(before && !after ? (["lost"] as const) : []),
];

const judge = (patterns: readonly string[], automata: readonly LazyAutomaton[], { allow, deny }: PathRules) => {
  const covered = (which: readonly string[], states: readonly number[]) =>
    which.some((pattern) => {
      const index = patterns.indexOf(pattern);
      return automata[index]?.accepts(states[index] ?? 0) ?? false;
    });
  return (states: readonly number[]) => covered(allow, states) && !covered(deny, states);
};

const followed = (
  visit: Visit,
  character: string,
  route: RouteTemplate,
  automata: readonly LazyAutomaton[],
): readonly Visit[] => {
  const place = route.next(visit.place, character);
  if (!place) return [];
  const states = automata.map((automaton, index) => automaton.next(visit.states[index] ?? 0, character));
  return [{ path: visit.path + character, place, states }];
};

const keyOf = ({ place, states }: Visit) => `${place.part} ${place.segment} ${states.join()}`;

/** One character that nobody names stands for all of its kind. */
const alphabetOf = (patterns: readonly string[], { literals }: RouteTemplate): readonly string[] => {
  // The dot and the semicolon make dot segments; the slash ends one.
  const named = new Set([...patterns.join(""), ...literals, "/", ".", ";"]);
  const other = [...parameterCharacters].find((character) => !named.has(character));
  return [...(other === undefined ? [] : [other]), ...named];
};
