import { z } from "zod";

/** The environment holds values that cannot be used. `message` names every faulty variable at once. */
export class BadEnvironment extends Error {
  override name = "BadEnvironment";
}

/**
 * Parses the environment once, at the edge of a unit. A variable that is set to the empty string counts as not set.
 * @throws {BadEnvironment} naming each variable, what was expected and what was received.
 */
export const readEnvironment = <Schema extends z.ZodType>(
  schema: Schema,
  environment: NodeJS.ProcessEnv,
): z.output<Schema> => {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, message }) => {
    const name = String(path[0] ?? "environment");
    const received = given[name] === undefined ? "it is not set" : `received ${shown(name, given[name])}`;
    return `  ${name}: ${message}; ${received}`;
  });
  throw new BadEnvironment(`the environment cannot be used:\n${faults.join("\n")}`);
};

/** Secrets travel in database URLs and passwords; a message about them never repeats the value. */
const shown = (name: string, value: string) =>
  /URL|PASSWORD|SECRET|KEY/.test(name) ? "a value that does not fit" : JSON.stringify(value);

/** An absolute http(s) URL without a trailing slash, so that paths can be appended. */
export const baseUrl = z
  .url({ protocol: /^https?$/, error: "expected an http:// or https:// URL" })
  .transform((url) => url.replace(/\/+$/, ""));
