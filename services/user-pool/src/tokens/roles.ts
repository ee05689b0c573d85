import type { GroupRole } from "../user.ts";

export interface Roles {
  /** ARNs in the order of their groups, each once. */
  readonly all: readonly string[];
  readonly preferred: string | undefined;
}

/**
 * The roles of a user's groups. Which of them to take is said only where no two of the first precedence differ.
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
 */
export const rolesOf = (ofGroups: readonly GroupRole[]): Roles => {
  const [first, ...others] = ofGroups;
  const contested = others.some(({ arn, precedence }) => precedence === first?.precedence && arn !== first?.arn);
  return { all: [...new Set(ofGroups.map(({ arn }) => arn))], preferred: contested ? undefined : first?.arn };
};
