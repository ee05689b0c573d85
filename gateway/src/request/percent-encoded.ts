/**
 * A text as one piece of a path or a query. A lone surrogate, which JSON can hold and UTF-8 cannot, becomes U+FFFD, as in
 * a body or a header; `encodeURIComponent` alone throws.
 */
export const percentEncoded = (text: string): string => encodeURIComponent(text.toWellFormed());
