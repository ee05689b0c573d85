import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { rewrapped } from "./rewrapped.ts";

export const unsolicitedAssertionRewrapped: Fault = {
  name: "unsolicited-assertion-rewrapped",
  family: "delivery",
  description: "An assertion that answers no request is put into a second response after it was accepted.",
  source: "SAML Profiles 2.0, 4.1.4.5",
  code: "SAML_REPLAYED",
  needs: "identity provider begins",
  prepare: assertionSigned,
  deliveries: (form) => [{ form }, { form: { ...form, SAMLResponse: rewrapped(form.SAMLResponse) } }],
};
