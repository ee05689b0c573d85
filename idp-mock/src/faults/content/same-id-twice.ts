import type { Fault } from "../fault.ts";

export const sameIdTwice: Fault = {
  name: "same-id-twice",
  family: "content",
  description: "Response and Assertion have one id, so that a reference to it may mean either.",
  source: "SAML Core 2.0, 1.3.4",
  code: "SAML_XML_ID",
  plan: (plan) => ({ ...plan, response: { ...plan.response, id: "_same", assertionId: "_same" } }),
};
