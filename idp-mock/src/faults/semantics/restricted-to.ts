import { element, text } from "@gatehouse/saml-response/xml.ts";
import { withElement } from "../markup.ts";

/** `xml` with a further AudienceRestriction behind the first. */
export const restrictedTo = (xml: string, audience: string): string =>
  withElement(
    xml,
    "saml:AudienceRestriction",
    (restriction) =>
      restriction + element("saml:AudienceRestriction", {}, element("saml:Audience", {}, text(audience))),
  );
