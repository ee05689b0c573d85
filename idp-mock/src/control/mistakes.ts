import { failure } from "@gatehouse/http/failure.ts";
import { z } from "zod";
import type { Refusal } from "../requests/refused-request.ts";

/** What the control API cannot do, each with what was expected and what was received. */
export class Mistakes extends failure("Mistakes", 400, "The operation cannot be done.") {
  readonly mistakes: readonly Refusal[];
  constructor(...mistakes: readonly Refusal[]) {
    super(mistakes.map(written).join("; "));
    this.mistakes = mistakes;
  }
}

const written = ({ subject, expected, received }: Refusal) => `${subject}: expected ${expected}, received ${received}`;

/** What was sent, as the operation takes it. @param whole what it is called @throws {Mistakes} all of them at once */
export const read = <Input>(input: z.ZodType<Input>, sent: unknown, whole: string): Input => {
  if (sent === undefined)
    throw new Mistakes({ subject: whole, expected: "JSON, sent as application/json", received: "something else" });
  const { data, error } = input.safeParse(sent);
  if (error) throw new Mistakes(...error.issues.map((issue) => mistake(issue, sent, whole)));
  return data as Input;
};

const mistake = (issue: z.core.$ZodIssue, sent: unknown, whole: string): Refusal => ({
  subject: z.core.toDotPath(issue.path) || whole,
  expected: expectation(issue),
  received: issue.code === "unrecognized_keys" ? issue.keys.join(" and ") : shown(at(sent, issue.path)),
});

const expectation = (issue: z.core.$ZodIssue): string => {
  if (issue.code === "invalid_type") return issue.expected;
  if (issue.code === "invalid_value") return issue.values.map(String).join(" or ");
  if (issue.code === "unrecognized_keys") return "only the members that the operation has";
  return issue.message.replace(/^expected /, "");
};

const at = (sent: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce((value: unknown, key) => (value as Record<PropertyKey, unknown> | undefined)?.[key], sent);

const shown = (value: unknown) => (value === undefined ? "none" : JSON.stringify(value));
