import { type Envelope, envelope, optional, protocol, rootOf } from "./envelope.ts";
import { childrenNamed } from "./xml-document.ts";

/** The parts of an AuthnRequest that decide how it is answered (SAML Core 2.0, 3.4.1). */
export interface AuthnRequest extends Envelope {
  readonly assertionConsumerService?: string | undefined;
  readonly assertionConsumerServiceIndex?: string | undefined;
  readonly protocolBinding?: string | undefined;
  readonly isPassive?: string | undefined;
  readonly nameIdFormat?: string | undefined;
}

/** @throws {RefusedRequest} for XML that is no AuthnRequest with the parts that one must have. */
export const authnRequest = (xml: string): AuthnRequest => {
  const root = rootOf(xml, "AuthnRequest");
  const policy = childrenNamed(root, protocol, "NameIDPolicy")[0];
  return {
    ...envelope(root),
    assertionConsumerService: optional(root, "AssertionConsumerServiceURL"),
    assertionConsumerServiceIndex: optional(root, "AssertionConsumerServiceIndex"),
    protocolBinding: optional(root, "ProtocolBinding"),
    isPassive: optional(root, "IsPassive"),
    nameIdFormat: policy && optional(policy, "Format"),
  };
};
