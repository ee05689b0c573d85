import type { Fault } from "../fault.ts";
import { withElement } from "../markup.ts";

export const audienceOneOfSeveral: Fault = {
  name: "audience-one-of-several",
  family: "semantics",
  description: "Meant for this service provider or another: one audience of a restriction is enough.",
  source: "SAML Core 2.0, 2.5.1.4",
  code: "accepted",
  unsigned: (xml) =>
    withElement(
      xml,
      "saml:Audience",
      (audience) => `<saml:Audience>https://other.example/saml</saml:Audience>${audience}`,
    ),
};
