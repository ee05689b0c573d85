import { DOMParser } from "@xmldom/xmldom";
import { RefusedRequest } from "./refused-request.ts";

/** What is read of a DOM element; the parser's own types name those of a browser. */
export interface XmlElement {
  readonly nodeType: number;
  readonly localName: string;
  readonly namespaceURI: string | null;
  readonly textContent: string;
  readonly firstChild: XmlElement | null;
  readonly nextSibling: XmlElement | null;
  hasAttribute(name: string): boolean;
  getAttribute(name: string): string;
}

const declaration = /^<\?xml version="1\.0"(?: encoding="UTF-8")?\?>\s*/i;
const mostTags = 400;

/**
 * The root element of a SAML message. Looked at as text first, in one pass, because a document type, a processing
 * instruction or thousands of elements do their harm inside the parser (OWASP XML Security Cheat Sheet).
 * @throws {RefusedRequest}
 */
export const xmlDocument = (xml: string): XmlElement => {
  const body = xml.replace(declaration, "");
  const alien = /<[!?][^>]{0,40}/.exec(body)?.[0];
  if (alien !== undefined) throw refused("XML without document type, comment, CDATA or processing instruction", alien);
  const tags = body.split("<", mostTags + 2).length - 1;
  if (tags > mostTags) throw refused(`at most ${mostTags} tags`, "more");
  return parsed(body);
};

const parsed = (body: string): XmlElement => {
  const parser = new DOMParser({
    errorHandler: (_level: string, message: string) => {
      throw refused("well-formed XML", message);
    },
  });
  const root = parser.parseFromString(body, "text/xml")?.documentElement as unknown as XmlElement | undefined;
  if (!root) throw refused("well-formed XML", "no element");
  return root;
};

export const elementsIn = (parent: XmlElement): readonly XmlElement[] => {
  const found: XmlElement[] = [];
  for (let child = parent.firstChild; child; child = child.nextSibling) if (child.nodeType === 1) found.push(child);
  return found;
};

/** The element children of that name. */
export const childrenNamed = (parent: XmlElement, namespace: string, name: string): readonly XmlElement[] =>
  elementsIn(parent).filter(({ namespaceURI, localName }) => namespaceURI === namespace && localName === name);

const refused = (expected: string, received: string) =>
  new RefusedRequest({ subject: "the SAML message", expected, received });
