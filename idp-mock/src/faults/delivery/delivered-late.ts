import type { Fault } from "../fault.ts";

export const deliveredLate: Fault = {
  name: "delivered-late",
  family: "delivery",
  description: "Is good for three more seconds, and posted after four.",
  source: "SAML Profiles 2.0, 4.1.4.3",
  code: "SAML_RESPONSE_EXPIRED",
  prepare: (plan, { now }) => ({
    ...plan,
    // Over for 57 seconds, of the 60 by which clocks may differ.
    response: { ...plan.response, now: new Date(now.getTime() - 100_000), lifetime: 43 },
  }),
  deliveries: (form) => [{ form, after: 4_000 }],
};
