import { signed } from "@gatehouse/saml-response/sign.ts";
import type { Fault } from "../fault.ts";
import { assertionSigned, bothSigned } from "../signing.ts";

export const responseSignedByStranger: Fault = {
  name: "response-signed-by-stranger",
  family: "signature",
  description: "A stranger has signed the response around an assertion that is genuinely signed.",
  source: "SAML Profiles 2.0, 4.1.4.3: verify any signatures present",
  code: "SAML_SIGNATURE_INVALID",
  prepare: bothSigned,
  plan: assertionSigned,
  signed: (xml, { keys }) => signed(xml, { what: "response", ...keys.attacker }),
};
