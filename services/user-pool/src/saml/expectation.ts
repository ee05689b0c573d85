import type { KeyObject } from "node:crypto";
import type { Checks } from "./checks.ts";

/** What the answer to one AuthnRequest must say. All of it comes from the pool's own state, none from the answer. */
export interface Expectation {
  /** ProviderName, for the log. */
  readonly provider: string;
  /** Entity id of the pool as service provider: `urn:amazon:cognito:sp:{poolId}`. */
  readonly entityId: string;
  /** URL of the assertion consumer service: `{domain}/saml2/idpresponse`. */
  readonly acs: string;
  /** ID of the AuthnRequest that this browser was sent away with; undefined: the answer must name no request. */
  readonly requestId: string | undefined;
  readonly idp: {
    readonly entityId: string;
    /** PEM; of this provider alone, for any of them may have signed. */
    readonly certificates: readonly string[];
  };
  readonly now: Date;
  /** By how much the clocks may differ, in seconds; default 60. */
  readonly skew?: number;
  /** For how long an answer may be on its way, in seconds; default 300. */
  readonly maximumAge?: number;
  /** What the provider must sign. Default `any`, as in Cognito: response, assertion or both. */
  readonly signatures?: "any" | "response" | "assertion" | "both";
  /** Opens the assertion, which then must come encrypted, in a signed response. Undefined: it must come in the clear. */
  readonly decryptionKey?: KeyObject | undefined;
}

/** An expectation, and the checks that are made against it. */
export interface Scrutiny extends Expectation {
  readonly checks: Checks;
}
