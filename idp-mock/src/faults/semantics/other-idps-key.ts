import type { Fault } from "../fault.ts";
import { otherOf } from "./other-of.ts";

export const otherIdpsKey: Fault = {
  name: "other-idps-key",
  family: "semantics",
  description:
    "Names this identity provider as issuer, and is signed by another that the service provider trusts as well.",
  source: "IdP mix-up: each issuer has keys of its own",
  code: "SAML_SIGNATURE_INVALID",
  needs: "another identity provider",
  plan: (plan, { other }) => ({ ...plan, signing: { ...plan.signing, keyPair: otherOf(other).keyPair } }),
};
