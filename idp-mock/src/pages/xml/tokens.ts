// What an XML text is made of, read leniently: what is shown is often broken on purpose.

export interface Token {
  readonly kind: "open" | "close" | "empty" | "text" | "other";
  /** As it stands in the document. */
  readonly text: string;
}

/** Comment, CDATA section, processing instruction, document type with its subset, tag, and what is between. */
const token =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>|<\/?[^\s<>/!?](?:"[^"]*"|'[^']*'|[^<>"'])*>|[^<]+|</g;

/** All of `xml`, in its order; white space between tags is left out. */
export const tokens = (xml: string): readonly Token[] =>
  (xml.match(token) ?? []).filter((text) => text.trim() !== "").map((text) => ({ kind: kindOf(text), text }));

const kindOf = (text: string): Token["kind"] => {
  if (!text.startsWith("<") || text.startsWith("<![CDATA[")) return "text";
  if (/^<[!?]|^<$/.test(text)) return "other";
  if (text.startsWith("</")) return "close";
  return text.endsWith("/>") ? "empty" : "open";
};
