import { signed } from "@gatehouse/saml-response/sign.ts";
import type { Fault } from "../fault.ts";
import { bothSigned, responseSigned } from "../signing.ts";

export const assertionSignedByStranger: Fault = {
  name: "assertion-signed-by-stranger",
  family: "signature",
  description: "A stranger has signed the assertion; the response around it is genuinely signed.",
  source: "SAML Profiles 2.0, 4.1.4.3: verify any signatures present",
  code: "SAML_SIGNATURE_INVALID",
  prepare: bothSigned,
  plan: responseSigned,
  unsigned: (xml, { keys }) => signed(xml, { what: "assertion", ...keys.attacker }),
};
