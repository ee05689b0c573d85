import { type ConditionKeys, holds } from "./condition.ts";
import type { Patterns, Statement } from "./policy.ts";
import { not, some, type Truth } from "./truth.ts";
import { hasVariable } from "./variable.ts";
import { matchesWildcard } from "./wildcard.ts";

export interface Question {
  /** `execute-api:Invoke`. Compared without regard to case. */
  readonly action: string;
  /** An ARN. Compared in its exact case. */
  readonly resource: string;
  readonly conditions?: ConditionKeys;
}

/** A part of a statement, and whether the request fits it. */
export interface Part {
  readonly name: string;
  readonly fits: Truth;
}

/** What a statement says of a request: it applies where every part fits. */
export const partsOf = ({ actions, resources, conditions }: Statement, question: Question): readonly Part[] => [
  { name: "Action", fits: covers(actions, question.action, matchesAction) },
  { name: "Resource", fits: covers(resources, question.resource, matchesWildcard) },
  ...conditions.map((condition) => ({
    name: `${condition.operator} on ${condition.key}`,
    fits: holds(condition, question.conditions ?? {}),
  })),
];

const covers = ({ except, patterns }: Patterns, text: string, matches: (pattern: string, text: string) => boolean) => {
  const covered = some(patterns.map((pattern) => (hasVariable(pattern) ? "unknown" : matches(pattern, text))));
  return except ? not(covered) : covered;
};

const matchesAction = (pattern: string, action: string) => matchesWildcard(pattern.toLowerCase(), action.toLowerCase());
