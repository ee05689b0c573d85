import type { Fault } from "../fault.ts";
import { withAttribute } from "../markup.ts";

export const assertionVersionMissing: Fault = {
  name: "assertion-version-missing",
  family: "semantics",
  description: "The assertion does not say of which version it is.",
  source: "SAML Core 2.0, 2.3.3",
  code: "SAML_VERSION_UNSUPPORTED",
  unsigned: (xml) => withAttribute(xml, "saml:Assertion", { Version: undefined }),
};
