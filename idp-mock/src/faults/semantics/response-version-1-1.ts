import type { Fault } from "../fault.ts";
import { withAttribute } from "../markup.ts";

export const responseVersion11: Fault = {
  name: "response-version-1-1",
  family: "semantics",
  description: "The response says that it is of SAML 1.1.",
  source: "SAML Core 2.0, 3.2.2",
  code: "SAML_VERSION_UNSUPPORTED",
  unsigned: (xml) => withAttribute(xml, "samlp:Response", { Version: "1.1" }),
};
