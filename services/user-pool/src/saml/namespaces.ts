/** The XML namespaces of SAML 2.0 messages and of what signs them. */
export const protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
export const saml = "urn:oasis:names:tc:SAML:2.0:assertion";
export const metadata = "urn:oasis:names:tc:SAML:2.0:metadata";
export const ds = "http://www.w3.org/2000/09/xmldsig#";
export const xenc = "http://www.w3.org/2001/04/xmlenc#";
export const xenc11 = "http://www.w3.org/2009/xmlenc11#";
/** Exclusive canonicalization: an algorithm's name and the namespace of its one parameter. */
export const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
export const xsi = "http://www.w3.org/2001/XMLSchema-instance";
export const xml = "http://www.w3.org/XML/1998/namespace";
export const xmlns = "http://www.w3.org/2000/xmlns/";
