import type { Route } from "./routes-in.ts";

/** One piece of a pattern or of a template: which character may stand there, and whether any number of such ones may. */
interface Piece {
  /** This character itself, one that a segment may hold, or any. */
  readonly takes: string | "segment" | "any";
  readonly repeats: boolean;
}

interface Speaks {
  readonly method: string;
  readonly resource: string;
}

/**
 * Whether there is a request that both speak of: the permission's pattern, in which `*` and `?` take a slash too and a
 * variable has some value without one, and the route's template, in which `{name}` is one non-empty segment and
 * `{name+}` the non-empty rest. A `/$default` is for every path.
 */
export const matchesRoute = (permission: Speaks, route: Pick<Route, "method" | "path">): boolean =>
  (permission.method === "*" || permission.method === route.method) && pathsMeet(permission.resource, route.path);

/** Whether there is a path that both speak of. */
export const pathsMeet = (resource: string, template: string): boolean => {
  if (template === "/$default") return true;
  const [one, other] = [before(/[*?]|\$\{/, resource), before(/\{/, template)];
  // Most differ in their first words already, and there are many.
  const mayMeet = one.startsWith(other) || other.startsWith(one);
  return mayMeet && meet(piecesOfPattern(resource), piecesOfTemplate(template));
};

const before = (end: RegExp, text: string) => {
  const at = text.search(end);
  return at < 0 ? text : text.slice(0, at);
};

/** What stands for more than itself is several characters long. */
const pieces = (text: string, token: RegExp, of: (token: string) => readonly Piece[]) =>
  (text.match(token) ?? []).flatMap((piece) =>
    piece.length === 1 && !"*?".includes(piece) ? [one(piece)] : of(piece),
  );

const one = (takes: Piece["takes"]): Piece => ({ takes, repeats: false });
const many = (takes: Piece["takes"]): Piece => ({ takes, repeats: true });

const piecesOfPattern = (resource: string) =>
  pieces(resource, /\$\{[^}]*\}|./gs, (piece) => {
    if (piece === "*") return [many("any")];
    return piece === "?" ? [one("any")] : [one("segment"), many("segment")];
  });

const piecesOfTemplate = (template: string) =>
  pieces(template, /\{[^{}]*\}|./gs, (piece) => {
    if (!piece.startsWith("{")) return [one(piece)];
    return piece.endsWith("+}") ? [one("any"), many("any")] : [one("segment"), many("segment")];
  });

/** Follows both at once: a place is a place in each of them, and what was read in front of it is the same text. */
const meet = (left: readonly Piece[], right: readonly Piece[]): boolean => {
  const width = right.length + 1;
  const reached = new Set([0]);
  // The set is visited with what is added to it.
  for (const place of reached) {
    const [one, other] = [left[Math.floor(place / width)], right[place % width]];
    if (one?.repeats) reached.add(place + width);
    if (other?.repeats) reached.add(place + 1);
    if (one && other && haveInCommon(one.takes, other.takes))
      reached.add(place + (one.repeats ? 0 : width) + (other.repeats ? 0 : 1));
  }
  return reached.has(left.length * width + right.length);
};

const haveInCommon = (a: Piece["takes"], b: Piece["takes"]): boolean => {
  if (a === "any" || b === "any" || a === b) return true;
  return (a === "segment" && b !== "/") || (b === "segment" && a !== "/");
};
