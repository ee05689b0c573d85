// A document with two digests: the one that was signed, and one that fits the assertion as it was changed.
import { asAdmin, digestValueOf, dsNamespace } from "../pieces.ts";
import { swap } from "../swap.ts";
import { forged } from "./resigning.ts";

/** In the name of somebody else, and DigestValue holds what `content` makes of the genuine digest and the fitting one. */
export const withDigestAs = (xml: string, content: (genuine: string, fitting: string) => string): string => {
  const genuine = digestValueOf(xml);
  return swap(asAdmin(xml), `>${genuine}<`, `>${content(genuine, fittingDigest(xml))}<`);
};

/** Unchanged but for a character of the digest that is written as a reference, which makes no difference. */
export const withReference = (xml: string): string => {
  const digest = digestValueOf(xml);
  return swap(xml, `>${digest}<`, `>${swap(digest, "=", "&#61;")}<`);
};

/** A DigestValue of the changed assertion, to stand where none belongs. */
export const strayDigest = (xml: string): string =>
  `<ds:DigestValue ${dsNamespace}>${fittingDigest(xml)}</ds:DigestValue>`;

const fittingDigest = (xml: string) => digestValueOf(forged(xml));
