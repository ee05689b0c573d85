import { readFileSync } from "node:fs";
import { type Document, isNode, isScalar, LineCounter, parseDocument, visit } from "yaml";
import type { z } from "zod";

/** A config file cannot be used. `message` names the file and, for each fault, the line, the field and what was expected. */
export class BadFile extends Error {
  override name = "BadFile";
}

type Path = readonly PropertyKey[];

/** A parsed YAML file that still knows where each value stands. */
export interface YamlFile {
  /** The path as the user wrote it. */
  readonly file: string;
  readonly data: unknown;
  /** Line (from 1) of the value at `path`, or of its nearest ancestor. */
  line(path: Path): number;
  /** Makes the error for faults found later, each at its place. */
  fault(faults: readonly { path: Path; message: string }[]): BadFile;
}

/**
 * Reads a YAML (or JSON) file. With `environment`, `${NAME}` inside strings is replaced by that variable.
 * @throws {BadFile} when the file cannot be read, is not YAML, repeats a key, or names a variable that is not set.
 */
export const openYaml = (file: string, environment?: Readonly<Record<string, string | undefined>>): YamlFile => {
  const lines = new LineCounter();
  const document = parseDocument(contents(file), { lineCounter: lines, uniqueKeys: true, prettyErrors: false });
  if (document.errors.length > 0) {
    const faults = document.errors.map(({ pos, message }) => `  line ${lines.linePos(pos[0]).line}: ${message}`);
    throw new BadFile(`${file} is not valid YAML:\n${faults.join("\n")}`);
  }
  if (environment) substitute(document, file, lines, environment);
  const line = (path: Path) => lineOf(document, lines, path);
  return {
    file,
    data: document.toJS({ maxAliasCount: 100 }),
    line,
    fault: (faults) =>
      new BadFile(
        `${file} cannot be used:\n${faults.map(({ path, message }) => `  line ${line(path)}, ${spelled(path)}: ${message}`).join("\n")}`,
      ),
  };
};

/**
 * Reads a YAML file and checks it against `schema`.
 * @throws {BadFile} naming every fault with its line, what was expected and what was received.
 */
export const readYaml = <Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  environment?: Readonly<Record<string, string | undefined>>,
): z.output<Schema> => {
  const yaml = openYaml(file, environment);
  const parsed = schema.safeParse(yaml.data);
  if (parsed.success) return parsed.data;
  throw yaml.fault(parsed.error.issues.map(({ path, message }) => ({ path, message })));
};

const contents = (file: string) => {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new BadFile(`${file} cannot be read: ${(error as Error).message}`, { cause: error });
  }
};

const variable = /\$\{([A-Z][A-Z0-9_]*)\}/g;

const substitute = (
  document: Document,
  file: string,
  lines: LineCounter,
  environment: Readonly<Record<string, string | undefined>>,
) => {
  const missing: string[] = [];
  visit(document, {
    Scalar(_key, node) {
      if (typeof node.value !== "string") return;
      node.value = node.value.replace(variable, (text, name: string) => {
        const value = environment[name];
        if (!value)
          missing.push(`  line ${lines.linePos(node.range?.[0] ?? 0).line}: ${text} is not set in the environment`);
        return value ?? text;
      });
    },
  });
  if (missing.length > 0) throw new BadFile(`${file} cannot be used:\n${missing.join("\n")}`);
};

const lineOf = (document: Document, lines: LineCounter, path: Path) => {
  for (let length = path.length; length >= 0; length--) {
    const node = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
    if (isNode(node) || isScalar(node)) return lines.linePos(node.range?.[0] ?? 0).line;
  }
  return 1;
};

const spelled = (path: Path) =>
  path.map((part, index) => (typeof part === "number" ? `[${part}]` : `${index ? "." : ""}${String(part)}`)).join("") ||
  "the file";
