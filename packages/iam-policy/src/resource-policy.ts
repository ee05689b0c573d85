import type { Statement } from "./policy.ts";

/** The policy of a REST API, checked. https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html */
export interface ResourcePolicy {
  readonly statements: readonly ResourceStatement[];
  /** The account that the API belongs to. */
  readonly owner: string;
}

export interface ResourceStatement extends Statement {
  readonly principals: Principals;
}

/** `Principal` or, with `except`, `NotPrincipal`. */
export interface Principals {
  readonly except: boolean;
  readonly named: readonly Principal[];
}

export type Principal =
  /** `*`, with or without `AWS`: also who has not signed the request. */
  | { readonly kind: "everybody" }
  /** An account, by its number or as `arn:aws:iam::123456789012:root`: whoever is in it. */
  | { readonly kind: "account"; readonly accountId: string }
  /** A user, a role, or a session, by its ARN. */
  | { readonly kind: "identity"; readonly arn: string }
  /** A service, an identity provider, or an id that only IAM can tell the meaning of. */
  | { readonly kind: "unknown"; readonly name: string };

/** Where an API stands, which the short form of a resource leaves out. */
export interface ApiPlace {
  readonly partition: string;
  readonly region: string;
  readonly accountId: string;
  readonly apiId: string;
}

/** Who signed a request (`AWS_IAM`). Whoever else calls, token or not, is anonymous to a resource policy. */
export interface Signer {
  readonly accountId: string;
  /**
   * All names of the caller: of a user one; of a role's session its own (`arn:aws:sts::…:assumed-role/…`) and the
   * role's, of which the session's does not tell the path.
   */
  readonly arns: readonly string[];
}
