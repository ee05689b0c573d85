import type { Fault } from "../fault.ts";
import { withAttribute } from "../markup.ts";

export const assertionVersion11: Fault = {
  name: "assertion-version-1-1",
  family: "semantics",
  description: "The assertion says that it is of SAML 1.1.",
  source: "SAML Core 2.0, 2.3.3",
  code: "SAML_VERSION_UNSUPPORTED",
  unsigned: (xml) => withAttribute(xml, "saml:Assertion", { Version: "1.1" }),
};
