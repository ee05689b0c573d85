import type { Decision } from "./authorization-flow.ts";

interface Denied {
  readonly decision: Exclude<Decision, "allow">;
  /** The ARN of who signed the request; null for everybody else. */
  readonly caller: string | null;
  readonly action: string;
  /** The ARN of the method. */
  readonly resource: string;
  /** Whose policies decided, where the message shall say so, as AWS does since about 2025. */
  readonly policies?: "identity-based" | "resource-based";
  /** What follows where a statement denies, in place of AWS's words. */
  readonly explicitDenySuffix?: string;
}

/**
 * What a client is told whom a resource policy, or IAM, does not let through. All but the last four digits of the
 * account are covered. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies-create-attach.html
 */
export const denialMessage = (denied: Denied): string => {
  const { decision, caller, action, resource, explicitDenySuffix } = denied;
  const covered = resource.replace(/^((?:[^:]*:){4})\d{8}(?=\d{4}:)/, "$1********");
  const suffix = decision === "explicitDeny" ? (explicitDenySuffix ?? withDeny(denied)) : withoutAllow(denied);
  return `User: ${caller ?? "anonymous"} is not authorized to perform: ${action} on resource: ${covered}${suffix}`;
};

/** Recorded on AWS on 2026-10-02 for resource policies (floci-io/floci, its design of resource policy enforcement). */
const withDeny = ({ policies }: Denied) => {
  if (policies === undefined) return " with an explicit deny";
  return ` with an explicit deny in ${policies === "identity-based" ? "an" : "a"} ${policies} policy`;
};

/** https://repost.aws/knowledge-center/api-gateway-iam-sigv4-mismatch */
const withoutAllow = ({ policies, action }: Denied) =>
  policies === undefined ? "" : ` because no ${policies} policy allows the ${action} action`;
