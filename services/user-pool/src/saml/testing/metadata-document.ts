import { idp, idpKeys } from "./answers.ts";

const redirect = "urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect";

export const keyDescriptor = (pem: string, use = ` use="signing"`): string =>
  `<md:KeyDescriptor${use}><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:X509Data><ds:X509Certificate>${pem.replace(/-----.*-----/g, "")}</ds:X509Certificate></ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`;

export const endpoint = (service: string, location: string, binding = redirect): string =>
  `<md:${service} Binding="${binding}" Location="${location}"/>`;

/** The metadata of the tests' identity provider. */
export const metadataDocument = ({
  entityId = idp.entityId,
  keys = keyDescriptor(idpKeys.certificate),
  endpoints = endpoint("SingleSignOnService", "https://idp.test/sso"),
  attributes = "",
}: {
  entityId?: string;
  keys?: string;
  endpoints?: string;
  attributes?: string;
} = {}): string =>
  `<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" entityID="${entityId}"${attributes}><md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">${keys}${endpoints}</md:IDPSSODescriptor></md:EntityDescriptor>`;
