import { referencesIn } from "../../vtl/references-in.ts";
import type { Reference, Template } from "../../vtl/syntax.ts";

/** The JSONPaths that stand in a template as they are, as in `$input.path('$.a')`: nobody chooses them but its author. */
export const pathsIn = (template: Template): ReadonlySet<string> =>
  new Set([...referencesIn(template)].flatMap(pathsOf));

/** At most one. */
export const pathsOf = ({ name, steps: [first] }: Reference): readonly string[] => {
  if (name !== "input" || first?.kind !== "method" || first.name === "params") return [];
  const [path] = first.args;
  return path?.kind === "literal" ? [String(path.value)] : [];
};
