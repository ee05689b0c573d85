import type { MethodArn } from "./method-arn.ts";
import { longestResource, type Rule } from "./rules.ts";

/** What the authorizer answers: an IAM policy as API Gateway reads it. */
export interface PolicyDocument {
  Version: "2012-10-17";
  /** None allows nothing. */
  Statement: { Effect: "Allow" | "Deny"; Action: "execute-api:Invoke"; Resource: string[] }[];
}

/** The longest policy that is answered, in bytes of JSON; AWS states 8 KB for the answer of a WebSocket authorizer. */
const largestPolicy = 8 * 1024;

/** One statement for each effect, with every resource once. */
export const documentOf = (rules: readonly Rule[]): PolicyDocument => ({
  Version: "2012-10-17",
  Statement: (["Allow", "Deny"] as const).flatMap((effect) => {
    const resources = new Set(rules.filter((rule) => rule.effect === effect).flatMap((rule) => rule.resources));
    return resources.size > 0
      ? [{ Effect: effect, Action: "execute-api:Invoke" as const, Resource: [...resources].sort() }]
      : [];
  }),
});

/** Why a policy cannot be answered as it is; undefined when it can. */
export const excess = (document: PolicyDocument): string | undefined => {
  const longest = Math.max(0, ...document.Statement.flatMap(({ Resource }) => Resource.map(({ length }) => length)));
  if (longest > longestResource) return `a resource has ${longest} characters; API Gateway takes ${longestResource}`;
  const size = Buffer.byteLength(JSON.stringify(document));
  return size > largestPolicy ? `the policy has ${size} bytes; at most ${largestPolicy} are answered` : undefined;
};

/**
 * A policy for one request alone. An ARN that is too long, or that would be read as a pattern, cannot be allowed by
 * name, and a pattern around it would allow more than was decided: so nothing is.
 */
export const documentFor = ({ arn }: MethodArn, effect: "Allow" | "Deny" | undefined): PolicyDocument => {
  const nameable = arn.length <= longestResource && !/[*?]|\$\{/.test(arn);
  return documentOf(effect && nameable ? [{ name: "this request", effect, resources: [arn] }] : []);
};
