import { type Token, tokens } from "./tokens.ts";

/** A line of its own, or an element with what is inside it. */
export type Node = { readonly line: string } | Branch;

export interface Branch {
  readonly open: string;
  readonly inside: readonly Node[];
  /** Undefined where the document ends before the element does. */
  readonly close: string | undefined;
}

interface Growing {
  readonly open: string;
  readonly inside: Node[];
}

/** Deeper ones lie flat: a document that is made to be deep must not become a page that is. */
const deepest = 24;

/** The document as a tree, whether or not its tags match; at most `most` tokens of it. */
export const tree = (xml: string, most: number): { nodes: readonly Node[]; left: number } => {
  const all = tokens(xml);
  const stack: Growing[] = [{ open: "", inside: [] }];
  for (const token of all.slice(0, most)) add(stack, token);
  while (stack.length > 1) close(stack, undefined);
  return { nodes: stack[0]?.inside ?? [], left: Math.max(0, all.length - most) };
};

const add = (stack: Growing[], { kind, text }: Token) => {
  if (kind === "open" && stack.length <= deepest) stack.push({ open: text, inside: [] });
  else if (kind === "close" && nameOf(stack.at(-1)?.open) === nameOf(text)) close(stack, text);
  else stack.at(-1)?.inside.push({ line: text });
};

const close = (stack: Growing[], text: string | undefined) => {
  const done = stack.pop();
  if (done) stack.at(-1)?.inside.push({ ...done, close: text });
};

export const nameOf = (tag: string | undefined): string => /^<\/?([^\s/>]+)/.exec(tag ?? "")?.[1] ?? "";
