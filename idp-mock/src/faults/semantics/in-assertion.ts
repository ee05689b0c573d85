import { withElement } from "../markup.ts";

/** `xml` with something changed in its assertion alone. */
export const inAssertion = (xml: string, change: (assertion: string) => string): string =>
  withElement(xml, "saml:Assertion", change);
