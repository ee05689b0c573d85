import { encrypted } from "@gatehouse/saml-response/encrypt.ts";
import { signed } from "@gatehouse/saml-response/sign.ts";
import type { Fault } from "../fault.ts";
import { receiver, resealed, sealed } from "./sealing.ts";

export const signedWithinByStranger: Fault = {
  name: "signed-within-by-stranger",
  family: "encryption",
  description:
    "The assertion in the ciphertext bears the signature of a stranger; that of the response is the identity provider's.",
  source: "SAML Core 2.0, 5.3",
  code: "SAML_SIGNATURE_INVALID",
  needs: "encrypted assertions",
  prepare: sealed,
  ...resealed((_xml, plain, scene) =>
    encrypted(signed(plain, { what: "assertion", ...scene.keys.attacker }), { certificate: receiver(scene) }),
  ),
  control: { plan: (plan) => ({ ...plan, signing: { ...plan.signing, what: "both" } }) },
};
