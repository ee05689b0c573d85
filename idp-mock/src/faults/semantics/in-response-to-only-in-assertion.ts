import type { Fault } from "../fault.ts";
import { withAttribute } from "../markup.ts";

export const inResponseToOnlyInAssertion: Fault = {
  name: "in-response-to-only-in-assertion",
  family: "semantics",
  description: "The assertion says which request it answers, the response does not.",
  source: "SAML Core 2.0, 3.2.2",
  code: "SAML_UNSOLICITED",
  unsigned: (xml) => withAttribute(xml, "samlp:Response", { InResponseTo: undefined }),
};
