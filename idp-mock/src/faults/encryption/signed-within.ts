import type { Fault } from "../fault.ts";
import { sealed } from "./sealing.ts";

export const signedWithin: Fault = {
  name: "signed-within",
  family: "encryption",
  description: "The assertion is signed within the ciphertext as well.",
  source: "SAML Core 2.0, 6.2",
  code: "accepted",
  needs: "encrypted assertions",
  prepare: sealed,
  plan: (plan) => ({ ...plan, signing: { ...plan.signing, what: "both" } }),
};
