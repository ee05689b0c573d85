import { ExclusiveCanonicalization } from "xml-crypto";

/**
 * An element as a signature covers it: exclusive canonicalization, without comments.
 * @see https://www.w3.org/TR/xml-exc-c14n/
 */
export const canonical = (element: Element): string => new ExclusiveCanonicalization().process(element, {});
