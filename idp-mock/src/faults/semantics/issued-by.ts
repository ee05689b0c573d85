import { element, text } from "@gatehouse/saml-response/xml.ts";
import { withElement } from "../markup.ts";

/** `xml` with another text in its first Issuer. */
export const issuedBy = (xml: string, issuer: string): string =>
  withElement(xml, "saml:Issuer", () => element("saml:Issuer", {}, text(issuer)));
