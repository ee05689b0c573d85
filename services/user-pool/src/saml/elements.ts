/** Reading a DOM by walking it: every step is linear and names its namespace, which XPath over `local-name()` does not. */

export const isElement = (node: Node): node is Element => node.nodeType === 1;

const isText = (node: Node) => node.nodeType === 3;

/** Children of any kind, in document order. By `nextSibling`: the index of an xmldom list is not constant in time. */
export function* childNodes(parent: Node): Generator<Node> {
  for (let child = parent.firstChild; child; child = child.nextSibling) yield child;
}

export const childElements = (parent: Node): Element[] => [...childNodes(parent)].filter(isElement);

/** The child elements of one name. */
export const children = (parent: Element, namespace: string, localName: string): Element[] =>
  childElements(parent).filter((child) => is(child, namespace, localName));

export const is = (element: Element, namespace: string, localName: string): boolean =>
  element.namespaceURI === namespace && element.localName === localName;

/** The value of an attribute without a prefix, or undefined: an absent one and an empty one are not the same. */
export const attribute = (element: Element, name: string): string | undefined =>
  element.hasAttribute(name) ? (element.getAttribute(name) ?? undefined) : undefined;

export const attributes = (element: Element): Attr[] => Array.from(element.attributes);

/** The text of an element that holds text alone; undefined when it holds anything else. */
export const textOf = (element: Element): string | undefined => {
  const nodes = [...childNodes(element)];
  return nodes.every(isText) ? nodes.map((node) => node.nodeValue ?? "").join("") : undefined;
};

/**
 * The same without white space around it: that of XML alone (https://www.w3.org/TR/xml/#NT-S). What else looks blank is
 * part of the name.
 */
export const trimmedTextOf = (element: Element): string | undefined => {
  const text = textOf(element);
  if (text === undefined) return undefined;
  let [start, end] = [0, text.length];
  while (start < end && isWhiteSpace(text[start])) start++;
  while (end > start && isWhiteSpace(text[end - 1])) end--;
  return text.slice(start, end);
};

const isWhiteSpace = (character: string | undefined) => character !== undefined && " \t\r\n".includes(character);
