import type { MetadataFault } from "./metadata-fault.ts";
import { withCertificate } from "./with-certificate.ts";

export const metadataOfNextKey: MetadataFault = {
  name: "metadata-of-next-key",
  description: "Names the next key alone, while the present one still signs.",
  source: "SAML Metadata 2.0, 2.4.1.1",
  required: "Trusts the keys that the document names and no others: what the present key signs is refused.",
  code: "SAML_SIGNATURE_INVALID",
  respond: ({ xml }, { keys }) => ({ body: withCertificate(xml, keys.next.certificate) }),
};
