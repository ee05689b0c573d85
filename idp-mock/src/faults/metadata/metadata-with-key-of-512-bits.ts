import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { commonName } from "../../keys/key-pair-on-disk.ts";
import type { MetadataFault } from "./metadata-fault.ts";
import { withCertificate } from "./with-certificate.ts";

export const metadataWithKeyOf512Bits: MetadataFault = {
  name: "metadata-with-key-of-512-bits",
  description: "Its only key has 512 bits.",
  source: "NIST SP 800-131A Rev. 2, 3: RSA of 2,048 bits at least",
  required: "Refuses the document; the last good one stays in use.",
  code: "SAML_PROVIDER_UNAVAILABLE",
  respond: async ({ xml }) => {
    const { certificate } = await selfSigned({ commonName, bits: 512 });
    return { body: withCertificate(xml, certificate) };
  },
};
