import { DOMParser } from "@xmldom/xmldom";
import { type Limits, limitsOfMessages, scan } from "./lexical-scan.ts";
import { SamlRefusal } from "./refusal.ts";

/**
 * The root element of `xml`. Nothing is parsed that the scan has not let through, and what makes the parser even warn
 * is refused.
 * @throws {SamlRefusal} SAML_XML_…
 */
export const parseXml = (xml: string, limits: Limits = limitsOfMessages): Element => {
  scan(xml, limits);
  try {
    return new DOMParser({ errorHandler: raise }).parseFromString(xml, "text/xml").documentElement;
  } catch (cause) {
    throw new SamlRefusal("SAML_XML_MALFORMED", { cause });
  }
};

/** Two parameters: xmldom counts them to tell what it may pass. */
const raise = (level: string, message: unknown) => {
  throw new Error(`${level}: ${message}`);
};
