import type { Fault } from "../fault.ts";
import { attributeTwiceOnElement } from "./attribute-twice-on-element.ts";
import { bareAmpersand } from "./bare-ampersand.ts";
import { billionLaughs } from "./billion-laughs.ts";
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
import { escapedCommentInNameId } from "./escaped-comment-in-name-id.ts";
import { externalDtd } from "./external-dtd.ts";
import { externalEntityFile } from "./external-entity-file.ts";
import { externalEntityUrl } from "./external-entity-url.ts";
import { inTheClear } from "./in-the-clear.ts";
import { overlappingElements } from "./overlapping-elements.ts";
import { parameterEntity } from "./parameter-entity.ts";
import { processingInstructionInAttributeValue } from "./processing-instruction-in-attribute-value.ts";
import { processingInstructionInAudience } from "./processing-instruction-in-audience.ts";
import { processingInstructionInIssuer } from "./processing-instruction-in-issuer.ts";
import { processingInstructionInNameId } from "./processing-instruction-in-name-id.ts";
import { quadraticBlowUp } from "./quadratic-blow-up.ts";
import { referenceBeyondUnicode } from "./reference-beyond-unicode.ts";
import { referenceToNul } from "./reference-to-nul.ts";
import { referenceToSurrogate } from "./reference-to-surrogate.ts";
import { stylesheetBeforeRoot } from "./stylesheet-before-root.ts";
import { textAfterRoot } from "./text-after-root.ts";
import { twoRoots } from "./two-roots.ts";
import { unclosedElement } from "./unclosed-element.ts";
import { undeclaredEntity } from "./undeclared-entity.ts";
import { unquotedAttribute } from "./unquoted-attribute.ts";
import { xinclude } from "./xinclude.ts";
import { xmlDeclaration } from "./xml-declaration.ts";

/** Messages that are not what XML, or SAML, lets them be, and harmless ones that look alike. */
export const contentFaults: readonly Fault[] = [
  attributeTwiceOnElement,
  bareAmpersand,
  billionLaughs,
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
  doctype,
  escapedCommentInNameId,
  externalDtd,
  externalEntityFile,
  externalEntityUrl,
  overlappingElements,
  parameterEntity,
  processingInstructionInAttributeValue,
  processingInstructionInAudience,
  processingInstructionInIssuer,
  processingInstructionInNameId,
  quadraticBlowUp,
  referenceBeyondUnicode,
  referenceToNul,
  referenceToSurrogate,
  stylesheetBeforeRoot,
  textAfterRoot,
  twoRoots,
  unclosedElement,
  undeclaredEntity,
  unquotedAttribute,
  xinclude,
  xmlDeclaration,
].map(inTheClear);
