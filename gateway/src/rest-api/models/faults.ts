import type { ErrorObject } from "ajv";
import { worded } from "./wording.ts";

interface Place {
  readonly sentences: string[];
  readonly below: Map<string, Place>;
}

/**
 * The sentences that API Gateway makes of what is wrong with a body, in its order: at each place of the body by keyword,
 * members by name, and nothing below a place once something has been found.
 * Unconfirmed for more than one sentence: it is how the validator works whose words its logs show.
 */
export const faultsIn = (errors: readonly ErrorObject[]): readonly string[] => {
  const root = place();
  for (const [keyword, group] of grouped(outermost(errors)))
    placeAt(root, group[0].instancePath).sentences.push(worded(keyword, group));
  return firstFound(root);
};

const place = (): Place => ({ sentences: [], below: new Map() });

const placeAt = (root: Place, pointer: string): Place =>
  pointer
    .split("/")
    .slice(1)
    .reduce((above, member) => {
      const below = above.below.get(member) ?? place();
      above.below.set(member, below);
      return below;
    }, root);

const firstFound = (at: Place): readonly string[] => {
  const found: string[] = [];
  const visit = ({ sentences, below }: Place) => {
    found.push(...sentences);
    if (found.length > 0) return;
    for (const [, child] of [...below].toSorted(byMember)) visit(child);
  };
  visit(at);
  return found;
};

/** Elements by number, members by name. */
const byMember = ([one]: readonly [string, Place], [other]: readonly [string, Place]) =>
  /^\d+$/.test(one) && /^\d+$/.test(other) ? Number(one) - Number(other) : one < other ? -1 : 1;

type Group = readonly [keyword: string, errors: [ErrorObject, ...ErrorObject[]]];

/** One error for each missing or superfluous member makes one sentence. */
const grouped = (errors: readonly ErrorObject[]): readonly Group[] => {
  const groups = new Map<string, Group>();
  for (const error of errors) {
    const keyword = keywordOf(error);
    const key = JSON.stringify([error.instancePath, schemaOf(error), keyword, error.params.property]);
    const group = groups.get(key);
    if (group) group[1].push(error);
    else groups.set(key, [keyword, [error]]);
  }
  return [...groups.values()].toSorted(([one], [other]) => (one < other ? -1 : 1));
};

/** Each schema of an allOf is wrapped, so that the ones that do not match can be counted; see `draft-4.ts`. */
const ofAllOf = /\/allOf\/\d+\/anyOf$/;

const keywordOf = ({ schemaPath, keyword }: ErrorObject): string => (ofAllOf.test(schemaPath) ? "allOf" : keyword);

const schemaOf = ({ schemaPath }: ErrorObject): string => schemaPath.replace(ofAllOf, "").replace(/\/[^/]*$/, "");

const composing: ReadonlySet<string> = new Set(["anyOf", "oneOf"]);

/** Without what is wrong with each of several schemas, where the sentence is that none of them matches. */
const outermost = (errors: readonly ErrorObject[]): readonly ErrorObject[] => {
  const kept: ErrorObject[] = [];
  for (const error of errors) {
    while (composing.has(error.keyword) && isInside(kept.at(-1), error)) kept.pop();
    kept.push(error);
  }
  return kept;
};

/** ajv tells what is wrong inside before it tells that nothing matches. A reference starts a path of its own. */
const isInside = (error: ErrorObject | undefined, { instancePath, schemaPath }: ErrorObject): boolean =>
  error !== undefined &&
  `${error.instancePath}/`.startsWith(`${instancePath}/`) &&
  (error.schemaPath.startsWith(`${schemaPath}/`) || referenced(error.schemaPath) !== referenced(schemaPath));

const referenced = (schemaPath: string): string => /^#\/definitions\/[^/]+/.exec(schemaPath)?.[0] ?? "#";
