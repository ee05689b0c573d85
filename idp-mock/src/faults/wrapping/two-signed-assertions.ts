import { signed } from "@gatehouse/saml-response/sign.ts";
import type { Fault } from "../fault.ts";
import { assertionOf, forgedTwin, withAssertion } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const twoSignedAssertions: Fault = {
  name: "two-signed-assertions",
  family: "wrapping",
  description: "Two assertions, both genuinely signed, name two people.",
  source: "SAML Profiles 2.0, 4.1.4.2",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed: (xml, { keys }) =>
    withAssertion(xml, (genuine) => {
      const another = signed(swap(xml, genuine, forgedTwin(genuine)), { what: "assertion", ...keys.current });
      return genuine + assertionOf(another);
    }),
};
