import type { Fault } from "../fault.ts";
import { assertionSigned, signedBy } from "../signing.ts";

export const keyInfoOfStranger: Fault = {
  name: "key-info-of-stranger",
  family: "signature",
  description: "Genuinely signed, with a stranger's certificate in KeyInfo, which is a hint and no more.",
  source: "XML Signature 1.1, 4.5",
  code: "accepted",
  prepare: assertionSigned,
  plan: (plan, { keys }) => signedBy({ key: keys.current.key, certificate: keys.attacker.certificate })(plan),
};
