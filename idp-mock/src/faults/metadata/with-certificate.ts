import { element, text } from "@gatehouse/saml-response/xml.ts";
import { swap } from "../swap.ts";

/** `xml` with this certificate, PEM, in place of each that it has. @throws when it has none. */
export const withCertificate = (xml: string, pem: string): string =>
  swap(
    xml,
    /<ds:X509Certificate>[^<]*<\/ds:X509Certificate>/g,
    element("ds:X509Certificate", {}, text(pem.replace(/-----[^-]+-----|\s/g, ""))),
  );
