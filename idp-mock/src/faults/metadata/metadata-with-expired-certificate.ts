import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { commonName } from "../../keys/key-pair-on-disk.ts";
import type { MetadataFault } from "./metadata-fault.ts";
import { withCertificate } from "./with-certificate.ts";

export const metadataWithExpiredCertificate: MetadataFault = {
  name: "metadata-with-expired-certificate",
  description: "Its only certificate has expired.",
  source: "RFC 5280, 4.1.2.5",
  required: "Refuses the document; the last good one stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: async ({ xml }, { now }) => {
    const since = new Date(now.getTime() - 60 * 24 * 60 * 60 * 1_000);
    const { certificate } = await selfSigned({ commonName, since, days: 30 });
    return { body: withCertificate(xml, certificate) };
  },
};
