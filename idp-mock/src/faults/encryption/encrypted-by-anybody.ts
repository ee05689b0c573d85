import { named, victimOf } from "../content/impostor.ts";
import type { Fault } from "../fault.ts";
import { sealed } from "./sealing.ts";

export const encryptedByAnybody: Fault = {
  name: "encrypted-by-anybody",
  family: "encryption",
  description:
    "Encrypted and not signed: anybody has the service provider's certificate, and says that he is somebody else.",
  source: "https://www.w3.org/TR/xmlenc-core1/#sec-Security: encryption is no proof of who encrypted",
  code: "SAML_SIGNATURE_POLICY",
  needs: "encrypted assertions",
  prepare: sealed,
  plan: (plan) => ({ ...named(plan, victimOf(plan)), signing: { ...plan.signing, what: "nothing" } }),
};
