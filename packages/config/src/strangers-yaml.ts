import { type Alias, LineCounter, parseDocument, visit } from "yaml";

/** A YAML text cannot be read. `message` has the line and what was expected. */
export class BadYaml extends Error {
  override name = "BadYaml";
}

/**
 * Reads YAML 1.2 that comes from outside: data alone. Aliases (a few of them can stand for gigabytes), tags (they ask for
 * more than data), merge keys, repeated keys and a second document are faults.
 * @throws {BadYaml} for the first fault.
 */
export const readStrangersYaml = (text: string): unknown => {
  const lines = new LineCounter();
  const fault = (offset: number, message: string) => new BadYaml(`line ${lines.linePos(offset).line}: ${message}`);
  const document = nested(() =>
    parseDocument(text, { lineCounter: lines, uniqueKeys: true, prettyErrors: false, merge: false, version: "1.2" }),
  );
  const [wrong] = [...document.errors, ...document.warnings];
  if (wrong) throw fault(wrong.pos[0], wrong.message);
  visit(document, {
    Alias: (_key, alias: Alias) => {
      throw fault(alias.range?.[0] ?? 0, "expected no alias");
    },
    Value: (_key, node) => {
      if (node.tag !== undefined && !isImplied(node.tag)) throw fault(node.range?.[0] ?? 0, "expected no tag");
    },
  });
  return document.toJS();
};

/** Which tags a value has without one that is written. */
const isImplied = (tag: string) => /^tag:yaml\.org,2002:(map|seq|str|null|bool|int|float)$/.test(tag);

/** The parser calls itself for each level. */
const nested = <Result>(parse: () => Result): Result => {
  try {
    return parse();
  } catch (error) {
    if (error instanceof RangeError) throw new BadYaml("expected fewer levels");
    throw error;
  }
};
