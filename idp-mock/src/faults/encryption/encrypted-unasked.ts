import type { Fault } from "../fault.ts";
import { bothSigned } from "../signing.ts";

export const encryptedUnasked: Fault = {
  name: "encrypted-unasked",
  family: "encryption",
  description: "The assertion is encrypted for a service provider that has no key for it.",
  source: "SAML Core 2.0, 6.1",
  code: "SAML_ASSERTION_ENCRYPTED",
  prepare: bothSigned,
  plan: (plan, { keys }) => ({ ...plan, encryption: { certificate: keys.next.certificate } }),
};
