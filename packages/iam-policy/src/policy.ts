/** An IAM policy, checked: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export interface Policy {
  readonly statements: readonly Statement[];
}

export interface Statement {
  readonly sid: string | null;
  readonly effect: "Allow" | "Deny";
  readonly actions: Patterns;
  readonly resources: Patterns;
  readonly conditions: readonly Condition[];
}

/** `Action` or, with `except`, `NotAction`; likewise for resources. */
export interface Patterns {
  readonly except: boolean;
  readonly patterns: readonly string[];
}

/** One operator on one key, e.g. `IpAddress` on `aws:SourceIp`; true when one of the values fits. */
export interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}
