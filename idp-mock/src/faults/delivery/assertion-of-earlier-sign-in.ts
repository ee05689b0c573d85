import type { Fault } from "../fault.ts";
import { elementIn, withElement } from "../markup.ts";
import { assertionSigned } from "../signing.ts";
import { earlierOf } from "./earlier-of.ts";

export const assertionOfEarlierSignIn: Fault = {
  name: "assertion-of-earlier-sign-in",
  family: "delivery",
  description: "The assertion of an earlier sign-in, signed as it was, stands in a response to a new request.",
  source: "SAML Profiles 2.0, 4.1.4.5",
  code: "SAML_IN_RESPONSE_TO_MISMATCH",
  needs: "an earlier sign-in",
  prepare: assertionSigned,
  signed: (xml, { previous }) =>
    withElement(xml, "saml:Assertion", () => elementIn(earlierOf(previous), "saml:Assertion")),
};
