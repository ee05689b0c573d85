import type { Decision } from "./authorization-flow.ts";

interface Denied {
  readonly decision: Exclude<Decision, "allow">;
  /** The ARN of who signed the request; null for everybody else. */
  readonly caller: string | null;
  readonly action: string;
  /** The ARN of the method. */
  readonly resource: string;
  /** What follows where a statement denies. Unconfirmed: AWS may by now say " in a resource-based policy" as well. */
  readonly explicitDenySuffix?: string;
}

/**
 * What a client is told whom a resource policy, or IAM, does not let through. All but the last four digits of the
 * account are covered. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html
 */
export const denialMessage = ({ decision, caller, action, resource, explicitDenySuffix }: Denied): string => {
  const covered = resource.replace(/^((?:[^:]*:){4})\d{8}(?=\d{4}:)/, "$1********");
  const suffix = decision === "explicitDeny" ? (explicitDenySuffix ?? " with an explicit deny") : "";
  return `User: ${caller ?? "anonymous"} is not authorized to perform: ${action} on resource: ${covered}${suffix}`;
};
