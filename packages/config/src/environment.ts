import { readFileSync } from "node:fs";
import { z } from "zod";

/** The environment holds values that cannot be used. `message` names every faulty variable at once. */
export class BadEnvironment extends Error {
  override name = "BadEnvironment";
}

/**
 * Parses the environment once, at the edge of a unit. A variable that is set to the empty string counts as not set.
 * Where `NAME` is not set and `NAME_FILE` is, the value is what that file holds: a mounted secret.
 * @throws {BadEnvironment} naming each variable, what was expected and what was received.
 */
export const readEnvironment = <Schema extends z.ZodType>(
  schema: Schema,
  environment: NodeJS.ProcessEnv,
): z.output<Schema> => {
  const set = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const given = { ...set, ...secretsIn(set, namesIn(schema)) };
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0] ?? "environment");
    const received = given[name] === undefined ? "it is not set" : `received ${shown(name, given[name])}`;
    return `  ${name}: ${message}; ${received}`;
  });
  throw new BadEnvironment(`the environment cannot be used:\n${faults.join("\n")}`);
};

/** The settings of a schema. Files are read for these alone: other programs have variables that end in `_FILE`, too. */
const namesIn = (schema: z.core.$ZodType): readonly string[] => {
  if (schema instanceof z.ZodPipe) return namesIn(schema.in);
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
};

const secretsIn = (set: Record<string, string | undefined>, names: readonly string[]) =>
  Object.fromEntries(
    names.flatMap((name) => {
      const file = set[name] === undefined ? set[`${name}_FILE`] : undefined;
      return file === undefined ? [] : [[name, secretIn(file, `${name}_FILE`)]];
    }),
  );

const secretIn = (file: string, name: string) => {
  try {
    return readFileSync(file, "utf8").trim();
  } catch (error) {
    throw new BadEnvironment(`the environment cannot be used:\n  ${name}: ${(error as Error).message}`);
  }
};

/** Secrets travel in database URLs and passwords; a message about them never repeats the value. */
const shown = (name: string, value: string) =>
  /URL|PASSWORD|SECRET|KEY/.test(name) ? "a value that does not fit" : JSON.stringify(value);

/** An absolute http(s) URL without a trailing slash, so that paths can be appended. */
export const baseUrl = z
  .url({ protocol: /^https?$/, error: "expected an http:// or https:// URL" })
  .transform((url) => url.replace(/\/+$/, ""));
