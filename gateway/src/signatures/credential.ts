import type { Policy } from "@gatehouse/iam-policy/policy.ts";

/** An access key, whose it is and what it may do. */
export interface Credential {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Only of temporary credentials; a request must then carry it. */
  readonly sessionToken?: string;
  /** When temporary credentials end, milliseconds since the epoch. */
  readonly expires?: number;
  readonly principal: Principal;
  /** The identity-based policies of the principal. */
  readonly policies: readonly Policy[];
}

export interface Principal {
  /** `arn:aws:iam::123456789012:user/alice`, `arn:aws:sts::123456789012:assumed-role/admin/alice`. */
  readonly arn: string;
  readonly accountId: string;
  /** `AIDA…` of a user, `AROA…:session` of a role. */
  readonly userId: string;
}

export type FindCredential = (accessKeyId: string) => Credential | undefined;
