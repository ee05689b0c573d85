import type { KeyObject } from "node:crypto";

/** A key of the pool's own as a SAML service provider, RSA with 2,048 bits, and its certificate for ten years. */
export interface OwnKey {
  readonly privateKey: KeyObject;
  /** Base64 of the DER form in one line, as metadata and Cognito's API carry it. */
  readonly certificate: string;
}

/** Each is made when it is first asked for, and never changes. */
export interface OwnKeys {
  /** Signs the pool's requests and answers. */
  readonly signing: (poolId: string) => Promise<OwnKey>;
  /** Opens what one provider encrypts. */
  readonly encryption: (provider: { readonly poolId: string; readonly name: string }) => Promise<OwnKey>;
}
