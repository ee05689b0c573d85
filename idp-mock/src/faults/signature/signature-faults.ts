import type { Fault } from "../fault.ts";
import { assertionSignatureBroken } from "./assertion-signature-broken.ts";
import { assertionSignedByStranger } from "./assertion-signed-by-stranger.ts";
import { attackersCertificateBehind } from "./attackers-certificate-behind.ts";
import { attackersKey } from "./attackers-key.ts";
import { attackersKeyByUrl } from "./attackers-key-by-url.ts";
import { attackersKeyByValue } from "./attackers-key-by-value.ts";
import { attackersKeyPastedCertificate } from "./attackers-key-pasted-certificate.ts";
import { attackersKeyResponse } from "./attackers-key-response.ts";
import { digestBeforeComment } from "./digest-before-comment.ts";
import { digestInComment } from "./digest-in-comment.ts";
import { digestInExtensions } from "./digest-in-extensions.ts";
import { digestInProcessingInstruction } from "./digest-in-processing-instruction.ts";
import { digestInStatusDetail } from "./digest-in-status-detail.ts";
import { digestOfNothing } from "./digest-of-nothing.ts";
import { digestWithElement } from "./digest-with-element.ts";
import { emailChanged } from "./email-changed.ts";
import { exclusiveCanonicalizationWithComments } from "./exclusive-canonicalization-with-comments.ts";
import { groupAdded } from "./group-added.ts";
import { hmacWithCertificateBase64 } from "./hmac-with-certificate-base64.ts";
import { hmacWithCertificateDer } from "./hmac-with-certificate-der.ts";
import { hmacWithCertificatePem } from "./hmac-with-certificate-pem.ts";
import { inclusiveCanonicalization } from "./inclusive-canonicalization.ts";
import { inclusiveCanonicalizationWithComments } from "./inclusive-canonicalization-with-comments.ts";
import { keyInfoMissing } from "./key-info-missing.ts";
import { keyInfoOfStranger } from "./key-info-of-stranger.ts";
import { lifetimeExtended } from "./lifetime-extended.ts";
import { nameChanged } from "./name-changed.ts";
import { nameChangedAndDigest } from "./name-changed-and-digest.ts";
import { nameChangedInSignedResponse } from "./name-changed-in-signed-response.ts";
import { referenceByXpointer } from "./reference-by-xpointer.ts";
import { referenceMissing } from "./reference-missing.ts";
import { referenceOverHttp } from "./reference-over-http.ts";
import { referenceToDocument } from "./reference-to-document.ts";
import { referenceToResponse } from "./reference-to-response.ts";
import { referenceWithoutUri } from "./reference-without-uri.ts";
import { responseSignatureBroken } from "./response-signature-broken.ts";
import { responseSignedByStranger } from "./response-signed-by-stranger.ts";
import { rsaMd5 } from "./rsa-md5.ts";
import { rsaSha1 } from "./rsa-sha1.ts";
import { rsaSha512 } from "./rsa-sha512.ts";
import { sha1Digest } from "./sha1-digest.ts";
import { signatureEmpty } from "./signature-empty.ts";
import { signatureMethodDecoy } from "./signature-method-decoy.ts";
import { signatureMethodNone } from "./signature-method-none.ts";
import { signatureRemoved } from "./signature-removed.ts";
import { signatureValueChanged } from "./signature-value-changed.ts";
import { signatureValueEmpty } from "./signature-value-empty.ts";
import { signatureValueInLines } from "./signature-value-in-lines.ts";
import { signatureValueMissing } from "./signature-value-missing.ts";
import { signedInfoBehindValue } from "./signed-info-behind-value.ts";
import { signedInfoInObject } from "./signed-info-in-object.ts";
import { thousandReferences } from "./thousand-references.ts";
import { threeTransforms } from "./three-transforms.ts";
import { transformsInOtherOrder } from "./transforms-in-other-order.ts";
import { twoDigestValues } from "./two-digest-values.ts";
import { twoReferences } from "./two-references.ts";
import { twoSignatures } from "./two-signatures.ts";
import { twoSignedInfosForgedFirst } from "./two-signed-infos-forged-first.ts";
import { twoSignedInfosForgedLast } from "./two-signed-infos-forged-last.ts";
import { voidCanonicalization } from "./void-canonicalization.ts";
import { xpathTransform } from "./xpath-transform.ts";
import { xsltTransform } from "./xslt-transform.ts";
import { xsltTransformEmpty } from "./xslt-transform-empty.ts";

export const signatureFaults: readonly Fault[] = [
  signatureRemoved,
  signatureEmpty,
  signatureValueMissing,
  signatureValueEmpty,
  signatureValueChanged,
  referenceMissing,
  referenceWithoutUri,
  referenceToDocument,
  referenceByXpointer,
  referenceOverHttp,
  referenceToResponse,
  twoReferences,
  thousandReferences,
  twoSignatures,
  attackersKey,
  attackersKeyResponse,
  attackersKeyPastedCertificate,
  attackersKeyByValue,
  attackersKeyByUrl,
  attackersCertificateBehind,
  keyInfoOfStranger,
  keyInfoMissing,
  signatureValueInLines,
  rsaSha512,
  rsaSha1,
  sha1Digest,
  rsaMd5,
  hmacWithCertificatePem,
  hmacWithCertificateDer,
  hmacWithCertificateBase64,
  signatureMethodNone,
  signatureMethodDecoy,
  exclusiveCanonicalizationWithComments,
  inclusiveCanonicalization,
  inclusiveCanonicalizationWithComments,
  xsltTransform,
  xsltTransformEmpty,
  xpathTransform,
  threeTransforms,
  transformsInOtherOrder,
  twoSignedInfosForgedFirst,
  twoSignedInfosForgedLast,
  signedInfoBehindValue,
  signedInfoInObject,
  digestInComment,
  digestBeforeComment,
  digestInProcessingInstruction,
  digestWithElement,
  twoDigestValues,
  digestInStatusDetail,
  digestInExtensions,
  digestOfNothing,
  voidCanonicalization,
  responseSignatureBroken,
  assertionSignatureBroken,
  responseSignedByStranger,
  assertionSignedByStranger,
  nameChanged,
  nameChangedInSignedResponse,
  nameChangedAndDigest,
  emailChanged,
  groupAdded,
  lifetimeExtended,
];
