import type { Fault } from "../fault.ts";
import { assertionInExtensions } from "./assertion-in-extensions.ts";
import { assertionWithoutResponse } from "./assertion-without-response.ts";
import { forgedAssertionAppended } from "./forged-assertion-appended.ts";
import { forgedAssertionInKeyInfo } from "./forged-assertion-in-key-info.ts";
import { forgedAssertionInSignature } from "./forged-assertion-in-signature.ts";
import { forgedAssertionInStatusDetail } from "./forged-assertion-in-status-detail.ts";
import { forgedAssertionUnderSameId } from "./forged-assertion-under-same-id.ts";
import { forgedResponseBehind } from "./forged-response-behind.ts";
import { forgedResponseInExtensions } from "./forged-response-in-extensions.ts";
import { plainAndEncryptedAssertion } from "./plain-and-encrypted-assertion.ts";
import { signatureInResponse } from "./signature-in-response.ts";
import { signatureInSubject } from "./signature-in-subject.ts";
import { signedAssertionInAdvice } from "./signed-assertion-in-advice.ts";
import { signedAssertionInAttributeValue } from "./signed-assertion-in-attribute-value.ts";
import { signedAssertionInForeignElement } from "./signed-assertion-in-foreign-element.ts";
import { signedAssertionInSubject } from "./signed-assertion-in-subject.ts";
import { signedResponseInExtensions } from "./signed-response-in-extensions.ts";
import { signedResponseInStatusDetail } from "./signed-response-in-status-detail.ts";
import { twoSignedAssertions } from "./two-signed-assertions.ts";
import { xsw1 } from "./xsw-1.ts";
import { xsw2 } from "./xsw-2.ts";
import { xsw3 } from "./xsw-3.ts";
import { xsw4 } from "./xsw-4.ts";
import { xsw5 } from "./xsw-5.ts";
import { xsw6 } from "./xsw-6.ts";
import { xsw7 } from "./xsw-7.ts";
import { xsw8 } from "./xsw-8.ts";
import { xsw10 } from "./xsw-10.ts";

export const wrappingFaults: readonly Fault[] = [
  xsw1,
  xsw2,
  xsw3,
  xsw4,
  xsw5,
  xsw6,
  xsw7,
  xsw8,
  xsw10,
  forgedAssertionAppended,
  forgedAssertionUnderSameId,
  forgedAssertionInStatusDetail,
  forgedAssertionInSignature,
  forgedAssertionInKeyInfo,
  signedAssertionInAdvice,
  signedAssertionInAttributeValue,
  signedAssertionInSubject,
  signedAssertionInForeignElement,
  signedResponseInExtensions,
  signedResponseInStatusDetail,
  forgedResponseInExtensions,
  forgedResponseBehind,
  signatureInResponse,
  signatureInSubject,
  assertionInExtensions,
  assertionWithoutResponse,
  twoSignedAssertions,
  plainAndEncryptedAssertion,
];
