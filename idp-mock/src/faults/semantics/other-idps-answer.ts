import type { Fault } from "../fault.ts";
import { otherOf } from "./other-of.ts";
import { saying } from "./saying.ts";

export const otherIdpsAnswer: Fault = {
  name: "other-idps-answer",
  family: "semantics",
  description: "Another identity provider that the service provider trusts answers a request that was not sent to it.",
  source: "IdP mix-up: an answer counts only from whom was asked",
  code: "SAML_ISSUER_MISMATCH",
  needs: "another identity provider",
  plan: (plan, { other }) => ({
    ...saying({ issuer: otherOf(other).entityId })(plan),
    signing: { ...plan.signing, keyPair: otherOf(other).keyPair },
  }),
};
