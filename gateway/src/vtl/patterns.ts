import type { Scanner } from "./scanner.ts";
import type { Expression } from "./syntax.ts";

/** Methods of texts whose first argument is a regular expression. */
const taking: ReadonlySet<string> = new Set(["matches", "replaceAll", "replaceFirst", "split"]);

/**
 * A pattern has to stand in the template: one that a client could choose would be a way to stop the gateway.
 * @throws {VtlSyntaxError} also where the pattern is none that is understood here.
 */
export const requirePattern = (method: string, [pattern]: readonly Expression[], scan: Scanner): void => {
  if (!taking.has(method) || !pattern) return;
  const text = pattern.kind === "literal" && typeof pattern.value === "string" ? pattern.value : null;
  if (text === null) scan.fail(`the pattern of ${method} must be a text without $ in it`);
  try {
    regularExpression(text ?? "");
  } catch (error) {
    scan.fail(`${text} is no regular expression that is understood here: ${(error as Error).message}`);
  }
};

/**
 * Java's dialect as far as this one has the same. Java takes a backslash before any sign that is no letter, which this
 * one does only without `u`.
 * @throws {SyntaxError}
 */
export const regularExpression = (pattern: string, flags = "g"): RegExp => {
  try {
    return new RegExp(pattern, `${flags}u`);
  } catch (error) {
    if (/\\[pPkux]/.test(pattern)) throw error;
    return new RegExp(pattern, flags);
  }
};
