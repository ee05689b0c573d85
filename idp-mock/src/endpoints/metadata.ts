import { element, text } from "@gatehouse/saml-response/xml.ts";
import type { RequestHandler } from "express";
import type { Idps } from "../endpoints.ts";
import type { Idp } from "../idp.ts";
import { sendMetadata } from "./send-metadata.ts";

/** GET /metadata: what a service provider has to know (SAML Metadata 2.0, 2.4.3; media type: its appendix A). */
export const metadata =
  (idp: Idp, idps: Idps): RequestHandler =>
  async (_request, response) => {
    const document = entityDescriptor(idp, await idp.keys.published());
    await sendMetadata(document, { idp, idps }, response);
  };

const entityDescriptor = ({ entityId, urls, style }: Idp, certificates: readonly string[]) =>
  element(
    "md:EntityDescriptor",
    { "xmlns:md": "urn:oasis:names:tc:SAML:2.0:metadata", entityID: entityId },
    element(
      "md:IDPSSODescriptor",
      { WantAuthnRequestsSigned: "false", protocolSupportEnumeration: "urn:oasis:names:tc:SAML:2.0:protocol" },
      ...certificates.map(keyDescriptor),
      ...service("md:SingleLogoutService", urls.singleLogout),
      element("md:NameIDFormat", {}, text(style.nameIdFormat)),
      ...service("md:SingleSignOnService", urls.singleSignOn),
    ),
  );

const service = (name: string, Location: string) =>
  ["HTTP-Redirect", "HTTP-POST"].map((binding) =>
    element(name, { Binding: `urn:oasis:names:tc:SAML:2.0:bindings:${binding}`, Location }),
  );

const keyDescriptor = (certificate: string) =>
  element(
    "md:KeyDescriptor",
    { use: "signing" },
    element(
      "ds:KeyInfo",
      { "xmlns:ds": "http://www.w3.org/2000/09/xmldsig#" },
      element("ds:X509Data", {}, element("ds:X509Certificate", {}, text(bodyOf(certificate)))),
    ),
  );

const bodyOf = (pem: string) => pem.replace(/-----[^-]+-----|\s/g, "");
