import { parseCondition } from "./parse-condition.ts";
import { type PathScanner, pathScanner, quoted } from "./path-scanner.ts";
import type { Path, Step } from "./syntax.ts";

/**
 * Reads a JSONPath expression in the dialect of Jayway's library, which API Gateway's documentation refers to. The `$.`
 * at its start may be left out.
 * https://github.com/json-path/JsonPath
 * @throws {PathSyntaxError}
 */
export const parsePath = (expression: string): Path => {
  const text = expression.trim();
  const scan = pathScanner(text.startsWith("$") ? text : `$.${text}`, parseSteps);
  scan.take(/\$/);
  const path = scan.path();
  return scan.ended() ? path : scan.fail(".name or [ ]");
};

const parseSteps = (scan: PathScanner): Path => {
  const steps: Step[] = [];
  for (let found = parseStep(scan); found.length > 0; found = parseStep(scan)) steps.push(...found);
  const isDefinite = steps.every((step, index) => isDefiniteStep(step, index === steps.length - 1));
  const length = steps.findIndex(({ kind }) => kind === "length");
  if (length >= 0 && (length < steps.length - 1 || !isDefinite))
    scan.fail("length() behind a path to one value, and nothing behind that");
  return { steps, isDefinite };
};

/** Several names at the end make one object. */
const isDefiniteStep = (step: Step, isLast: boolean): boolean => {
  if (step.kind === "names") return step.names.length === 1 || isLast;
  return step.kind === "length" || (step.kind === "indexes" && step.indexes.length === 1);
};

const parseStep = (scan: PathScanner): readonly Step[] => {
  if (scan.take(/\.\.(?=\[)/)) return [{ kind: "deep" }, ...parseBrackets(scan)];
  if (scan.take(/\.\./)) return [{ kind: "deep" }, parseMember(scan)];
  return scan.take(/\.(?!\[)/) ? [parseMember(scan)] : parseBrackets(scan);
};

const parseMember = (scan: PathScanner): Step => {
  if (scan.take(/\*/)) return { kind: "every" };
  if (scan.take(/(?:length|size)\(\)/)) return { kind: "length" };
  const [name] = scan.take(/[^.[\]()\s=<>!&|,?@*'"]+/) ?? [];
  if (name === undefined) return scan.fail("a name");
  if (scan.take(/\(/)) scan.fail("length() or size(): no other function is supported");
  return { kind: "names", names: [name] };
};

const parseBrackets = (scan: PathScanner): readonly Step[] => {
  if (!scan.take(/\.?\[\s*/)) return [];
  const step = parseSelector(scan);
  if (!scan.take(/\s*\]/)) scan.fail("]");
  return [step];
};

const parseSelector = (scan: PathScanner): Step => {
  if (scan.take(/\*/)) return { kind: "every" };
  if (scan.take(/\?\s*\(/)) {
    const condition = parseCondition(scan);
    return scan.take(/\s*\)/) ? { kind: "filter", condition } : scan.fail(") behind a condition");
  }
  const [slice, from = "", to = ""] = scan.take(/(-?\d*)\s*:\s*(-?\d*)/) ?? [];
  if (slice !== undefined) return { kind: "slice", from: bound(from), to: bound(to) };
  const names = several(scan, quoted);
  if (names.length > 0) return { kind: "names", names };
  const indexes = several(scan, index);
  return indexes.length > 0 ? { kind: "indexes", indexes } : scan.fail("'name', an index, a slice, * or ?( )");
};

const bound = (digits: string) => (digits === "" ? null : Number(digits));

const several = <Item>(scan: PathScanner, read: (scan: PathScanner) => Item | null): readonly Item[] => {
  const all: Item[] = [];
  for (let item = read(scan); item !== null; item = scan.take(/\s*,\s*/) ? read(scan) : null) all.push(item);
  return all;
};

const index = (scan: PathScanner): number | null => {
  const [digits] = scan.take(/-?\d+/) ?? [];
  return digits === undefined ? null : Number(digits);
};
