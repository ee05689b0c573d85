/**
 * The look at the characters of a message before any parser sees it. It is linear in their number and refuses what a
 * parser forgives, so that the parsers that follow (ours, and two inside the signature library) cannot disagree,
 * and bounds what their quadratic searches can cost.
 */
import { type RefusalCode, SamlRefusal } from "./refusal.ts";

export interface Limits {
  /** Start and end tags together. */
  readonly tags: number;
  readonly elements: number;
  readonly depth: number;
  /** Of one element. */
  readonly attributes: number;
}

/** Room for 1,400 values of attributes; beyond that the searches of the signature library block for seconds. */
export const limitsOfMessages: Limits = { tags: 3_000, elements: 1_500, depth: 40, attributes: 40 };

const declaration = /^<\?xml version=(["'])1\.0\1(?: encoding=(["'])utf-8\2)?(?: standalone=(["'])(?:yes|no)\3)? ?\?>/i;
const reference = /&(?!(?:lt|gt|amp|apos|quot|#\d{1,7}|#x[\dA-Fa-f]{1,6});)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const notACharacter = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

const name = String.raw`[A-Za-z_][\w.-]*(?::[A-Za-z_][\w.-]*)?`;
const space = String.raw`[ \t\r\n]`;
const attribute = `${name}${space}*=${space}*(?:"[^"<]*"|'[^'<]*')`;
const attributes = new RegExp(attribute, "g");
/** End tag, or start tag with its attributes and perhaps the slash that makes it empty. No alternative overlaps another. */
const tag = new RegExp(`</(${name})${space}*>|<(${name})((?:${space}+${attribute})*)${space}*(/?)>`, "y");

/**
 * Checks that `xml` is well-formed, with names in ASCII, and within `limits`.
 * @throws {SamlRefusal} SAML_XML_…
 */
export const scan = (xml: string, limits: Limits): void => {
  const document = xml.replace(declaration, "");
  refuseMatch(document, /<[!?]/, "SAML_XML_FORBIDDEN");
  refuseMatch(document, reference, "SAML_XML_ENTITY");
  refuseMatch(document, notACharacter, "SAML_XML_MALFORMED");
  for (const [text, decimal, hexadecimal] of document.matchAll(/&#(?:(\d+)|x([\dA-Fa-f]+));/g))
    if (!isCharacter(decimal ? Number.parseInt(decimal, 10) : Number.parseInt(hexadecimal ?? "", 16)))
      throw new SamlRefusal("SAML_XML_ENTITY", { received: text });
  scanTags(document, limits);
};

const refuseMatch = (document: string, pattern: RegExp, code: RefusalCode) => {
  const at = document.search(pattern);
  if (at >= 0) throw new SamlRefusal(code, { received: document.slice(at, at + 40) });
};

const isCharacter = (code: number) => code <= 0x10ffff && !notACharacter.test(String.fromCodePoint(code));

const scanTags = (document: string, limits: Limits) => {
  const open: string[] = [];
  let roots = 0;
  const counted = { tags: 0, elements: 0 };
  let at = 0;
  for (let next = document.indexOf("<"); next >= 0; next = document.indexOf("<", at)) {
    refuseTextOutside(open, document.slice(at, next));
    const { end, start, empty, attributeCount } = tagAt(document, next);
    if (open.length === 0) roots += 1;
    if (end !== undefined && open.pop() !== end) throw malformed(document, next);
    if (start !== undefined && !empty) open.push(start);
    counted.tags += 1;
    counted.elements += start === undefined ? 0 : 1;
    refuseTooComplex({ ...counted, depth: open.length, attributes: attributeCount }, limits);
    at = tag.lastIndex;
  }
  refuseTextOutside(open, document.slice(at));
  if (roots !== 1 || open.length > 0)
    throw new SamlRefusal("SAML_XML_MALFORMED", { expected: "one element, closed", received: open.at(-1) });
};

const tagAt = (document: string, at: number) => {
  tag.lastIndex = at;
  const match = tag.exec(document);
  if (!match) throw malformed(document, at);
  const [, end, start, text = "", slash] = match;
  return { end, start, empty: slash === "/", attributeCount: text.match(attributes)?.length ?? 0 };
};

const refuseTextOutside = (open: readonly string[], text: string) => {
  if (open.length === 0 && /[^ \t\r\n]/.test(text)) throw new SamlRefusal("SAML_XML_MALFORMED", { received: text });
};

const refuseTooComplex = (counted: Limits, limits: Limits) => {
  for (const what of ["tags", "elements", "depth", "attributes"] as const)
    if (counted[what] > limits[what])
      throw new SamlRefusal("SAML_XML_TOO_COMPLEX", { expected: `${what} up to ${limits[what]}` });
};

const malformed = (document: string, at: number) =>
  new SamlRefusal("SAML_XML_MALFORMED", { received: document.slice(at, at + 40) });
