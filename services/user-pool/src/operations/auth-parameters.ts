import { InvalidParameter } from "./failures.ts";

/** AuthParameters and ChallengeResponses: strings by name. */
export interface AuthParameters {
  /** @throws {InvalidParameter} */
  required(name: string): string;
  optional(name: string): string | undefined;
  entries(): readonly [string, string][];
}

export const authParameters = (given: Readonly<Record<string, string>>): AuthParameters => {
  const optional = (name: string) => (Object.hasOwn(given, name) ? given[name] : undefined);
  return {
    optional,
    required(name) {
      const value = optional(name);
      if (!value) throw new InvalidParameter(`Missing required parameter ${name}`);
      return value;
    },
    entries: () => Object.entries(given),
  };
};
