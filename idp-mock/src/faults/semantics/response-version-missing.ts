import type { Fault } from "../fault.ts";
import { withAttribute } from "../markup.ts";

export const responseVersionMissing: Fault = {
  name: "response-version-missing",
  family: "semantics",
  description: "The response does not say of which version it is.",
  source: "SAML Core 2.0, 3.2.2",
  code: "SAML_VERSION_UNSUPPORTED",
  unsigned: (xml) => withAttribute(xml, "samlp:Response", { Version: undefined }),
};
