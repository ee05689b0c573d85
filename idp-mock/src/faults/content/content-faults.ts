import type { Fault } from "../fault.ts";
import { assertionIdAlias } from "./assertion-id-alias.ts";
import { assertionWithoutId } from "./assertion-without-id.ts";
import { attributeForNameId } from "./attribute-for-name-id.ts";
import { attributeNamedNameId } from "./attribute-named-name-id.ts";
import { attributeNamedProto } from "./attribute-named-proto.ts";
import { attributeOfFourBytes } from "./attribute-of-four-bytes.ts";
import { attributeTwiceOnElement } from "./attribute-twice-on-element.ts";
import { bareAmpersand } from "./bare-ampersand.ts";
import { base64InLines } from "./base64-in-lines.ts";
import { base64url } from "./base64url.ts";
import { billionLaughs } from "./billion-laughs.ts";
import { blankNameId } from "./blank-name-id.ts";
import { blanksInBase64 } from "./blanks-in-base64.ts";
import { byteOrderMark } from "./byte-order-mark.ts";
import { cdataInAttributeValue } from "./cdata-in-attribute-value.ts";
import { cdataInAudience } from "./cdata-in-audience.ts";
import { cdataInIssuer } from "./cdata-in-issuer.ts";
import { cdataInNameId } from "./cdata-in-name-id.ts";
import { characterReferenceInNameId } from "./character-reference-in-name-id.ts";
import { commentAfterRoot } from "./comment-after-root.ts";
import { commentInAttributeValue } from "./comment-in-attribute-value.ts";
import { commentInAudience } from "./comment-in-audience.ts";
import { commentInIssuer } from "./comment-in-issuer.ts";
import { commentInNameId } from "./comment-in-name-id.ts";
import { commentSignedWithComments } from "./comment-signed-with-comments.ts";
import { controlCharacter } from "./control-character.ts";
import { defaultAttribute } from "./default-attribute.ts";
import { doctype } from "./doctype.ts";
import { doctypeAfterDeclaration } from "./doctype-after-declaration.ts";
import { doctypeDefaultNamespace } from "./doctype-default-namespace.ts";
import { doctypeRoundTrip } from "./doctype-round-trip.ts";
import { elementInAttributeValue } from "./element-in-attribute-value.ts";
import { elementInNameId } from "./element-in-name-id.ts";
import { elementWithoutNamespace } from "./element-without-namespace.ts";
import { emptyId } from "./empty-id.ts";
import { emptyNameId } from "./empty-name-id.ts";
import { endlessTag } from "./endless-tag.ts";
import { escapedCommentInNameId } from "./escaped-comment-in-name-id.ts";
import { externalDtd } from "./external-dtd.ts";
import { externalEntityFile } from "./external-entity-file.ts";
import { externalEntityUrl } from "./external-entity-url.ts";
import { foreignAssertion } from "./foreign-assertion.ts";
import { foreignCondition } from "./foreign-condition.ts";
import { foreignResponse } from "./foreign-response.ts";
import { idThroughEntity } from "./id-through-entity.ts";
import { idWithQuote } from "./id-with-quote.ts";
import { inTheClear } from "./in-the-clear.ts";
import { junkInBase64 } from "./junk-in-base64.ts";
import { lineBreakInNameId } from "./line-break-in-name-id.ts";
import { longId } from "./long-id.ts";
import { longNameId } from "./long-name-id.ts";
import { lowerCaseId } from "./lower-case-id.ts";
import { manyAttributes } from "./many-attributes.ts";
import { manyLevels } from "./many-levels.ts";
import { manySiblings } from "./many-siblings.ts";
import { manySignatures } from "./many-signatures.ts";
import { mixedCaseId } from "./mixed-case-id.ts";
import { nameIdBeyondUsername } from "./name-id-beyond-username.ts";
import { nameIdInWhiteSpace } from "./name-id-in-white-space.ts";
import { nameIdOfOtherLetters } from "./name-id-of-other-letters.ts";
import { notEncoded } from "./not-encoded.ts";
import { notUtf8 } from "./not-utf-8.ts";
import { otherPrefixes } from "./other-prefixes.ts";
import { overlappingElements } from "./overlapping-elements.ts";
import { overlongUtf8 } from "./overlong-utf-8.ts";
import { oversizedResponse } from "./oversized-response.ts";
import { parameterEntity } from "./parameter-entity.ts";
import { prefixedId } from "./prefixed-id.ts";
import { processingInstructionInAttributeValue } from "./processing-instruction-in-attribute-value.ts";
import { processingInstructionInAudience } from "./processing-instruction-in-audience.ts";
import { processingInstructionInIssuer } from "./processing-instruction-in-issuer.ts";
import { processingInstructionInNameId } from "./processing-instruction-in-name-id.ts";
import { protocolId } from "./protocol-id.ts";
import { quadraticBlowUp } from "./quadratic-blow-up.ts";
import { referenceBeyondUnicode } from "./reference-beyond-unicode.ts";
import { referenceToNul } from "./reference-to-nul.ts";
import { referenceToSurrogate } from "./reference-to-surrogate.ts";
import { responseAmongAssertions } from "./response-among-assertions.ts";
import { responseWithoutId } from "./response-without-id.ts";
import { rightToLeftNameId } from "./right-to-left-name-id.ts";
import { sameIdTwice } from "./same-id-twice.ts";
import { saml1Assertion } from "./saml-1-assertion.ts";
import { saml1Response } from "./saml-1-response.ts";
import { stylesheetBeforeRoot } from "./stylesheet-before-root.ts";
import { textAfterRoot } from "./text-after-root.ts";
import { thousandSignatures } from "./thousand-signatures.ts";
import { tooManyAttributes } from "./too-many-attributes.ts";
import { tooManyLevels } from "./too-many-levels.ts";
import { tooManySiblings } from "./too-many-siblings.ts";
import { tooManySignatures } from "./too-many-signatures.ts";
import { twoNameIds } from "./two-name-ids.ts";
import { twoRoots } from "./two-roots.ts";
import { typedAttributeValues } from "./typed-attribute-values.ts";
import { unclosedElement } from "./unclosed-element.ts";
import { undeclaredEntity } from "./undeclared-entity.ts";
import { undeclaredPrefix } from "./undeclared-prefix.ts";
import { unquotedAttribute } from "./unquoted-attribute.ts";
import { unusedBitsInBase64 } from "./unused-bits-in-base64.ts";
import { utf16 } from "./utf-16.ts";
import { xinclude } from "./xinclude.ts";
import { xmlDeclaration } from "./xml-declaration.ts";
import { xmlId } from "./xml-id.ts";
import { zeroWidthNameId } from "./zero-width-name-id.ts";

/** Messages that are not what XML, or SAML, lets them be, and harmless ones that look alike. */
export const contentFaults: readonly Fault[] = [
  assertionIdAlias,
  assertionWithoutId,
  attributeForNameId,
  attributeNamedNameId,
  attributeNamedProto,
  attributeOfFourBytes,
  attributeTwiceOnElement,
  bareAmpersand,
  base64InLines,
  base64url,
  billionLaughs,
  blankNameId,
  blanksInBase64,
  byteOrderMark,
  cdataInAttributeValue,
  cdataInAudience,
  cdataInIssuer,
  cdataInNameId,
  characterReferenceInNameId,
  commentAfterRoot,
  commentInAttributeValue,
  commentInAudience,
  commentInIssuer,
  commentInNameId,
  commentSignedWithComments,
  controlCharacter,
  defaultAttribute,
  doctypeAfterDeclaration,
  doctypeDefaultNamespace,
  doctypeRoundTrip,
  doctype,
  elementInAttributeValue,
  elementInNameId,
  elementWithoutNamespace,
  emptyId,
  emptyNameId,
  endlessTag,
  escapedCommentInNameId,
  externalDtd,
  externalEntityFile,
  externalEntityUrl,
  foreignAssertion,
  foreignCondition,
  foreignResponse,
  idThroughEntity,
  idWithQuote,
  junkInBase64,
  lineBreakInNameId,
  longId,
  longNameId,
  lowerCaseId,
  manyAttributes,
  manyLevels,
  manySiblings,
  manySignatures,
  mixedCaseId,
  nameIdBeyondUsername,
  nameIdInWhiteSpace,
  nameIdOfOtherLetters,
  notEncoded,
  notUtf8,
  otherPrefixes,
  overlappingElements,
  overlongUtf8,
  oversizedResponse,
  parameterEntity,
  prefixedId,
  processingInstructionInAttributeValue,
  processingInstructionInAudience,
  processingInstructionInIssuer,
  processingInstructionInNameId,
  protocolId,
  quadraticBlowUp,
  referenceBeyondUnicode,
  referenceToNul,
  referenceToSurrogate,
  responseAmongAssertions,
  responseWithoutId,
  rightToLeftNameId,
  sameIdTwice,
  saml1Assertion,
  saml1Response,
  stylesheetBeforeRoot,
  textAfterRoot,
  thousandSignatures,
  tooManyAttributes,
  tooManyLevels,
  tooManySiblings,
  tooManySignatures,
  twoNameIds,
  twoRoots,
  typedAttributeValues,
  unclosedElement,
  undeclaredEntity,
  undeclaredPrefix,
  unquotedAttribute,
  unusedBitsInBase64,
  utf16,
  xinclude,
  xmlDeclaration,
  xmlId,
  zeroWidthNameId,
].map(inTheClear);
