// A signed answer taken apart as text, in the prefixes in which @gatehouse/saml-response writes it.
import { swap } from "./swap.ts";

const piece = (xml: string, pattern: RegExp): string => {
  const [found] = pattern.exec(xml) ?? [];
  if (found === undefined) throw new Error(`there is no ${pattern} in ${xml.slice(0, 400)}`);
  return found;
};

/** From the first start tag to the last end tag: the one assertion, of a genuine answer. */
export const assertionOf = (xml: string): string => piece(xml, /<saml:Assertion .*<\/saml:Assertion>/s);

/** The first one. */
export const signatureOf = (xml: string): string => piece(xml, /<ds:Signature .*?<\/ds:Signature>/s);

export const signedInfoOf = (xml: string): string => piece(xml, /<ds:SignedInfo>.*?<\/ds:SignedInfo>/s);

export const digestValueOf = (xml: string): string => piece(xml, /(?<=<ds:DigestValue>)[^<]+/);

/** The ID of the outermost element. */
export const idOf = (xml: string): string => piece(xml, /(?<= ID=")[^"]+/);

export const without = (xml: string, part: string | RegExp): string => swap(xml, part, "");

/** An element without its signature. */
export const bare = (element: string): string => without(element, signatureOf(element));

/** The answer with something in place of its assertion. */
export const withAssertion = (xml: string, change: (assertion: string) => string): string => {
  const assertion = assertionOf(xml);
  return swap(xml, assertion, change(assertion));
};

/**
 * In the name of somebody else, whom an attacker would like to be: the NameID and all e-mail addresses are those of
 * `admin`, in the domain of the genuine person.
 */
export const asAdmin = (xml: string): string =>
  swap(
    xml,
    /<saml:NameID[ >].*?<\/saml:NameID>/s,
    inAnotherName(piece(xml, /<saml:NameID[ >].*?<\/saml:NameID>/s)),
  ).replace(/<saml:AttributeValue[^>]*>[^<]*@[^<]*</g, inAnotherName);

/** Also of somebody who is called admin already. */
const inAnotherName = (element: string) =>
  element.replace(/>([^<@]*)(?=[<@])/, (_text, name: string) => (name === "admin" ? ">owner" : ">admin"));

/** Under other IDs, so that no signature refers to it. */
export const renamed = (xml: string): string => xml.replace(/ ID="([^"]+)"/g, ` ID="$1-forged"`);

/** What an attacker makes of a signed element: unsigned, under other IDs and in the name of somebody else. */
export const forgedTwin = (element: string): string => asAdmin(renamed(bare(element)));

export const dsNamespace = `xmlns:ds="http://www.w3.org/2000/09/xmldsig#"`;

/** Extensions of a response, which may hold any elements: SAML Core 2.0, 3.2.2. */
export const extensions = (content: string): string => `<samlp:Extensions>${content}</samlp:Extensions>`;
