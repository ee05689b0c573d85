/** Where one is in a template: the part, and what of a parameter's segment was read. */
export interface Place {
  readonly part: number;
  readonly segment: "nothing" | "dot" | "dots" | "word";
}

/** The concrete paths of a route's template, as an automaton. */
export interface RouteTemplate {
  readonly start: Place;
  /** Where `character` leads; undefined where no path of the template goes on so. */
  next(place: Place, character: string): Place | undefined;
  accepts(place: Place): boolean;
  /** The characters that the template names. */
  readonly literals: string;
}

/**
 * What a path parameter is made of: the characters that mean themselves in a path segment (RFC 3986 section 3.3), without
 * `*`, which a policy cannot name. Letters and digits first: they make the more readable examples.
 */
export const parameterCharacters = "1234567890abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-._~!$&'()+,;=:@";

/**
 * The paths of `/trades/{tradeId}`: a parameter is one segment of one or more `parameterCharacters`, `{name+}` is one or
 * more segments. Percent-encodings are left out, and so are dot segments, which the authorizer refuses.
 */
export const routeTemplate = (template: string): RouteTemplate => {
  const parts = partsOf(template);
  return {
    start: { part: 0, segment: "nothing" },
    next: (place, character) => next(parts, place, character),
    accepts: ({ part, segment }) => part === parts.length || (part === parts.length - 1 && segment === "word"),
    literals: parts.filter(isLiteral).join(""),
  };
};

type Part = string | { readonly greedy: boolean };

const isLiteral = (part: Part): part is string => typeof part === "string";

const partsOf = (template: string): readonly Part[] =>
  template
    .split(/(\{[^{}]+\})/)
    .flatMap((piece): readonly Part[] => (/^\{.*\}$/.test(piece) ? [{ greedy: piece.endsWith("+}") }] : [...piece]));

const next = (parts: readonly Part[], place: Place, character: string): Place | undefined => {
  const part = parts[place.part];
  if (part === undefined) return undefined;
  if (isLiteral(part)) return part === character ? { part: place.part + 1, segment: "nothing" } : undefined;
  if (character === "/" && place.segment === "word" && part.greedy) return { part: place.part, segment: "nothing" };
  const within = segments[place.segment](character);
  if (parameterCharacters.includes(character))
    return within === undefined ? undefined : { part: place.part, segment: within };
  // What follows a parameter begins with a slash, which is no character of a parameter.
  return place.segment === "word" ? next(parts, { part: place.part + 1, segment: "nothing" }, character) : undefined;
};

/** `.`, `..`, `.;x` and `..;x` are dot segments; `...` and `.x` are words. */
const segments: Readonly<Record<Place["segment"], (character: string) => Place["segment"] | undefined>> = {
  nothing: (character) => (character === "." ? "dot" : "word"),
  dot: (character) => (character === "." ? "dots" : character === ";" ? undefined : "word"),
  dots: (character) => (character === ";" ? undefined : "word"),
  word: () => "word",
};
