/** XML 1.0 cannot hold these at all, not even as a character reference (https://www.w3.org/TR/xml/#charsets). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
const impossible = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

/** A value holds a character that no XML document can carry. */
export class NotXml extends Error {
  override name = "NotXml";
}

/** What a parser would otherwise take for markup, or change: it turns a raw `\r` into `\n`, and any white space in an attribute into a blank. */
const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};

const escaped = (value: string, special: RegExp) => {
  if (impossible.test(value)) throw new NotXml(`${JSON.stringify(value)} has a character that XML cannot carry`);
  return value.replace(special, (character) => references[character] ?? character);
};

/** `value` as the text of an element: it comes out of a parser as it went in. */
export const text = (value: string) => escaped(value, /[&<>\r]/g);

/** An element of attributes, of which undefined ones are left out, and of children that are XML already. */
export const element = (
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
  ...children: readonly string[]
) => {
  const given = Object.entries(attributes).flatMap(([attribute, value]) =>
    value === undefined ? [] : [` ${attribute}="${escaped(value, /[&<>"\t\n\r]/g)}"`],
  );
  return `<${name}${given.join("")}>${children.join("")}</${name}>`;
};
