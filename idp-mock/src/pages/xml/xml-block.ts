import { type Html, html } from "@gatehouse/http/html.ts";
import { type Branch, type Node, nameOf, tree } from "./tree.ts";

/** Of longer documents the beginning is shown: some are long on purpose. In tags and texts, and in characters of one. */
const mostTokens = 3_000;
const mostOfOne = 8_000;

/** A document, indented, with its signatures standing out. It is scrolled by keyboard, too. */
export const xmlBlock = (xml: string, label: string) => {
  const { nodes, left } = tree(xml, mostTokens);
  return html`<div class="xml" tabindex="0" role="group" aria-label="${label}">${nodes.map(written)}${
    left > 0 ? html`<div class="left">… and ${String(left)} more tags and texts</div>` : undefined
  }</div>`;
};

const written = (node: Node): Html => {
  if ("line" in node) return html`<div>${coloured(node.line)}</div>`;
  const { open, inside, close } = node;
  const only = textIn(node);
  if (only !== undefined) return html`<div>${coloured(open)}${coloured(only)}${coloured(close ?? "")}</div>`;
  const signature = isSignature(open) ? html` class="signature"` : undefined;
  return html`<div${signature}>${coloured(open)}<div class="in">${inside.map(written)}</div>${coloured(close ?? "")}</div>`;
};

/** What an element holds, if that is one text or nothing: it then takes one line. */
const textIn = ({ inside: [first, ...others] }: Branch): string | undefined => {
  if (!first) return "";
  return "line" in first && others.length === 0 && !first.line.startsWith("<") ? first.line : undefined;
};

const isSignature = (open: string) => /^(.*:)?Signature$/.test(nameOf(open));

const coloured = (text: string): Html | readonly Html[] => {
  const shown = text.length > mostOfOne ? `${text.slice(0, mostOfOne)}…` : text;
  const [, start, attributes = "", end = ""] = /^(<\/?[^\s<>/!?][^\s/>]*)([\s\S]*?)(\/?>)$/.exec(shown) ?? [];
  if (start === undefined) return html`${shown}`;
  return [html`<span class="tag">${start}</span>`, ...attributesIn(attributes), html`<span class="tag">${end}</span>`];
};

const attributesIn = (text: string): readonly Html[] =>
  (text.match(/"[^"]*"|'[^']*'|[^"']+|["']/g) ?? []).map((part) =>
    /^(".*"|'.*')$/s.test(part)
      ? html`<span class="value">${part}</span>`
      : html`<span class="attribute">${part}</span>`,
  );
