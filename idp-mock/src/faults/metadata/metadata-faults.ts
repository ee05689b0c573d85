import { metadataCompressed } from "./metadata-compressed.ts";
import { metadataError } from "./metadata-error.ts";
import { metadataErrorWithDocument } from "./metadata-error-with-document.ts";
import { metadataExpired } from "./metadata-expired.ts";
import type { MetadataFault } from "./metadata-fault.ts";
import { metadataHuge } from "./metadata-huge.ts";
import { metadataIsAPage } from "./metadata-is-a-page.ts";
import { metadataNotFound } from "./metadata-not-found.ts";
import { metadataOfAnother } from "./metadata-of-another.ts";
import { metadataOfNextKey } from "./metadata-of-next-key.ts";
import { metadataOfServiceProvider } from "./metadata-of-service-provider.ts";
import { metadataOfTwo } from "./metadata-of-two.ts";
import { metadataRedirected } from "./metadata-redirected.ts";
import { metadataSlow } from "./metadata-slow.ts";
import { metadataTruncated } from "./metadata-truncated.ts";
import { metadataUnreachable } from "./metadata-unreachable.ts";
import { metadataWithDoctype } from "./metadata-with-doctype.ts";
import { metadataWithEntity } from "./metadata-with-entity.ts";
import { metadataWithExpiredCertificate } from "./metadata-with-expired-certificate.ts";
import { metadataWithKeyOf512Bits } from "./metadata-with-key-of-512-bits.ts";
import { metadataWithKeyOf1024Bits } from "./metadata-with-key-of-1024-bits.ts";
import { metadataWithScript } from "./metadata-with-script.ts";
import { metadataWithoutCertificate } from "./metadata-without-certificate.ts";
import { metadataWithoutSignOn } from "./metadata-without-sign-on.ts";

/** Every way in which the metadata can be wrong. */
export const metadataFaults: readonly MetadataFault[] = [
  metadataExpired,
  metadataOfNextKey,
  metadataUnreachable,
  metadataError,
  metadataErrorWithDocument,
  metadataNotFound,
  metadataSlow,
  metadataHuge,
  metadataCompressed,
  metadataRedirected,
  metadataWithDoctype,
  metadataWithEntity,
  metadataTruncated,
  metadataIsAPage,
  metadataOfTwo,
  metadataOfServiceProvider,
  metadataOfAnother,
  metadataWithoutCertificate,
  metadataWithExpiredCertificate,
  metadataWithKeyOf512Bits,
  metadataWithKeyOf1024Bits,
  metadataWithoutSignOn,
  metadataWithScript,
];
