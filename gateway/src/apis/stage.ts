/** The stage that a request came to, and the names that ARNs and events carry. */
export interface Stage {
  readonly region: string;
  readonly accountId: string;
  readonly apiId: string;
  readonly name: string;
  readonly variables: Readonly<Record<string, string>>;
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html */
export const partition = (region: string): string => {
  if (region.startsWith("cn-")) return "aws-cn";
  return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
};
