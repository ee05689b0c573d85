import type { Fault } from "../fault.ts";
import { aes128Cbc } from "./aes-128-cbc.ts";
import { aes128Gcm } from "./aes-128-gcm.ts";
import { aes256Cbc } from "./aes-256-cbc.ts";
import { aesCbcBlockFlipped } from "./aes-cbc-block-flipped.ts";
import { aesCbcCalledGcm } from "./aes-cbc-called-gcm.ts";
import { aesCbcPaddingFlipped } from "./aes-cbc-padding-flipped.ts";
import { ciphertextToFetch } from "./ciphertext-to-fetch.ts";
import { emptyCiphertext } from "./empty-ciphertext.ts";
import { encryptedAssertionReplaced } from "./encrypted-assertion-replaced.ts";
import { encryptedAssertionWithinAnother } from "./encrypted-assertion-within-another.ts";
import { encryptedAttribute } from "./encrypted-attribute.ts";
import { encryptedBomb } from "./encrypted-bomb.ts";
import { encryptedByAnybody } from "./encrypted-by-anybody.ts";
import { encryptedByAttacker } from "./encrypted-by-attacker.ts";
import { encryptedComment } from "./encrypted-comment.ts";
import { encryptedExternalEntity } from "./encrypted-external-entity.ts";
import { encryptedForAnother } from "./encrypted-for-another.ts";
import { encryptedNameId } from "./encrypted-name-id.ts";
import { encryptedResponseUnsigned } from "./encrypted-response-unsigned.ts";
import { encryptedText } from "./encrypted-text.ts";
import { encryptedUnasked } from "./encrypted-unasked.ts";
import { gcmTagCutOff } from "./gcm-tag-cut-off.ts";
import { gcmTagFlipped } from "./gcm-tag-flipped.ts";
import { gcmTextFlipped } from "./gcm-text-flipped.ts";
import { gcmVectorFlipped } from "./gcm-vector-flipped.ts";
import { keyBesideData } from "./key-beside-data.ts";
import { keyToFetch } from "./key-to-fetch.ts";
import { nameIdEncryptedWithin } from "./name-id-encrypted-within.ts";
import { noEncryptedKey } from "./no-encrypted-key.ts";
import { notEncrypted } from "./not-encrypted.ts";
import { oaepOtherDigest } from "./oaep-other-digest.ts";
import { oaepSha256 } from "./oaep-sha-256.ts";
import { oaepUnknownDigest } from "./oaep-unknown-digest.ts";
import { plainBesideEncrypted } from "./plain-beside-encrypted.ts";
import { rsa15 } from "./rsa-1-5.ts";
import { signedWithin } from "./signed-within.ts";
import { signedWithinByStranger } from "./signed-within-by-stranger.ts";
import { tripleDes } from "./triple-des.ts";
import { twoEncryptedAssertions } from "./two-encrypted-assertions.ts";
import { twoEncryptedKeys } from "./two-encrypted-keys.ts";

/** What may be wrong with encryption, and what must work. */
export const encryptionFaults: readonly Fault[] = [
  aes128Cbc,
  aes128Gcm,
  aes256Cbc,
  aesCbcBlockFlipped,
  aesCbcCalledGcm,
  aesCbcPaddingFlipped,
  ciphertextToFetch,
  emptyCiphertext,
  encryptedAssertionReplaced,
  encryptedAssertionWithinAnother,
  encryptedAttribute,
  encryptedBomb,
  encryptedByAnybody,
  encryptedByAttacker,
  encryptedComment,
  encryptedExternalEntity,
  encryptedForAnother,
  encryptedNameId,
  encryptedResponseUnsigned,
  encryptedText,
  encryptedUnasked,
  gcmTagCutOff,
  gcmTagFlipped,
  gcmTextFlipped,
  gcmVectorFlipped,
  keyBesideData,
  keyToFetch,
  nameIdEncryptedWithin,
  noEncryptedKey,
  notEncrypted,
  oaepOtherDigest,
  oaepSha256,
  oaepUnknownDigest,
  plainBesideEncrypted,
  rsa15,
  signedWithinByStranger,
  signedWithin,
  tripleDes,
  twoEncryptedAssertions,
  twoEncryptedKeys,
];
