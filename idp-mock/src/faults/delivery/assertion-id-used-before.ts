import type { Fault } from "../fault.ts";
import { elementIn } from "../markup.ts";
import { earlierOf, idOf } from "./earlier-of.ts";

export const assertionIdUsedBefore: Fault = {
  name: "assertion-id-used-before",
  family: "delivery",
  description: "A new assertion has the ID of one that was accepted before.",
  source: "SAML Core 2.0, 1.3.4; SAML Profiles 2.0, 4.1.4.5",
  code: "SAML_REPLAYED",
  needs: "an earlier sign-in",
  plan: (plan, { previous }) => ({
    ...plan,
    response: { ...plan.response, assertionId: idOf(elementIn(earlierOf(previous), "saml:Assertion")) },
  }),
};
