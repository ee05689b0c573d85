import type { Fault } from "../fault.ts";
import { asAdmin } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { resigned, sha256, withDigest } from "./resigning.ts";
import { enveloped, transform, withTransforms, xslt } from "./signed-info.ts";

const constantly = (output: string) =>
  `<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><xsl:output method="text"></xsl:output><xsl:template match="/">${output}</xsl:template></xsl:stylesheet>`;

export const xsltTransform: Fault = {
  name: "xslt-transform",
  family: "signature",
  description:
    "Digested is what a style sheet makes of the assertion: the same of any, so that the name could be changed.",
  source: "XML Signature Best Practices, 2.1",
  code: "SAML_XML_NAMESPACE",
  prepare: assertionSigned,
  signed(xml, { keys }) {
    const transformed = withTransforms(asAdmin(xml), enveloped, transform(xslt, constantly("signed")));
    return resigned(withDigest(transformed, sha256("signed")), keys.current);
  },
};
