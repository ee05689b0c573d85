import type { Fault } from "@gatehouse/idp-mock/faults/fault.ts";

/** Where a sign-in begins: at the service provider, or at the identity provider without having been asked. */
export type Beginning = {
  /** Name of the identity provider of idp-mock that answers. */
  readonly idp: string;
  /** Who signs in, by e-mail address. */
  readonly person: string;
} & ({ readonly start: string } | { readonly entityId: string; readonly relayState: string });

/** What a service provider answered to a delivery. */
export interface Reply {
  readonly status: number;
  readonly headers: Pick<Headers, "get">;
  readonly body: string;
  /** From the first byte of the delivery to the last one of the reply, in milliseconds. */
  readonly ms: number;
}

/** A service provider that is tried, and what has to be known of it for that. */
export interface ServiceProvider {
  readonly name: string;
  /** URL of the mock identity provider that it trusts. */
  readonly idpMock: string;
  /** How a sign-in begins with which such a fault can be shown; undefined where this service provider has none like it. */
  beginning(needs: Fault["needs"]): Beginning | undefined;
  /** Somebody else of the same identity provider, by e-mail address. */
  readonly bystander: string;
  /** What the URLs begin with at which a sign-in ends, where nothing may answer; undefined where something does. */
  readonly application?: string;
  isLetIn(reply: Reply): boolean;
  /** Why it refused, in its own words; undefined where it does not say. */
  reasonOf(reply: Reply): Promise<string | undefined>;
  /** Whether its reasons are the codes of the table of faults, and must agree with them. */
  readonly speaksCodes: boolean;
}
