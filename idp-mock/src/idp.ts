import type { KeyPair } from "@gatehouse/saml-response/key-pair.ts";
import type { SignOptions } from "@gatehouse/saml-response/sign.ts";
import type { Directory } from "./directory.ts";
import type { NextSignIns } from "./next-sign-in.ts";
import type { People } from "./people.ts";
import type { Seal } from "./sealed-request.ts";

/** This identity provider: what its endpoints share. */
export interface Idp {
  readonly entityId: string;
  /** URL of the single sign-on service. */
  readonly singleSignOnService: string;
  readonly serviceProviders: Directory["serviceProviders"];
  readonly people: People;
  readonly keyPair: KeyPair;
  readonly sign: SignOptions["what"];
  readonly seal: Seal;
  readonly nextSignIns: NextSignIns;
  readonly clock: () => Date;
}
