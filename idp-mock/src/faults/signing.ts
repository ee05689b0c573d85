// What faults of signatures plan.
import type { KeyPair } from "@gatehouse/saml-response/key-pair.ts";
import type { Plan, Scene, Signing } from "../answers/plan.ts";

export const signedWith =
  (change: Partial<Signing>) =>
  (plan: Plan): Plan => ({ ...plan, signing: { ...plan.signing, ...change } });

export const signedBy = (keyPair: KeyPair): ((plan: Plan) => Plan) => signedWith({ keyPair });

export const byAttacker = (plan: Plan, { keys }: Scene): Plan => signedBy(keys.attacker)(plan);

/** That is signed, and stands in the clear. */
const onlySigned =
  (what: Signing["what"]) =>
  (plan: Plan): Plan => ({ ...signedWith({ what })(plan), encryption: undefined });

export const assertionSigned = onlySigned("assertion");
export const responseSigned = onlySigned("response");
export const bothSigned = onlySigned("both");
