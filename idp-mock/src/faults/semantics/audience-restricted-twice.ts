import type { Fault } from "../fault.ts";
import { withElement } from "../markup.ts";
import { restrictedTo } from "./restricted-to.ts";

export const audienceRestrictedTwice: Fault = {
  name: "audience-restricted-twice",
  family: "semantics",
  description: "Of two audience restrictions, which must hold both, one is for another service provider.",
  source: "SAML Core 2.0, 2.5.1.4",
  code: "SAML_AUDIENCE_MISMATCH",
  unsigned: (xml) => restrictedTo(xml, "https://other.example/saml"),
  control: {
    unsigned: (xml) => withElement(xml, "saml:AudienceRestriction", (restriction) => restriction + restriction),
  },
};
