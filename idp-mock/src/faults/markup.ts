// Changes to XML as this program writes it: prefixes saml, samlp and md, values in double quotes.
import { element } from "@gatehouse/saml-response/xml.ts";
import { swap } from "./swap.ts";

/**
 * `xml` with attributes of the first element of this name set, or removed where undefined.
 * @throws when there is no such element, or the attribute that is to go is not there.
 */
export const withAttribute = (
  xml: string,
  name: string,
  attributes: Readonly<Record<string, string | undefined>>,
): string => {
  const start = new RegExp(`<${name}(?=[ >])[^>]*`).exec(xml)?.[0];
  if (start === undefined) throw new Error(`there is no ${name} in ${xml.slice(0, 400)}`);
  return swap(xml, start, Object.entries(attributes).reduce(withOne, start));
};

const withOne = (start: string, [name, value]: readonly [string, string | undefined]) => {
  const there = new RegExp(` ${name}="[^"]*"`);
  const written = value === undefined ? "" : attributeOf(name, value);
  return value === undefined || there.test(start) ? swap(start, there, written) : start + written;
};

const attributeOf = (name: string, value: string) => element("x", { [name]: value }).slice(2, -"></x>".length);

/** The first element of this name, whole. It must not hold another of its name. @throws when there is none. */
export const elementIn = (xml: string, name: string): string => {
  const found = new RegExp(`<${name}(?=[ >]).*?</${name}>`, "s").exec(xml)?.[0];
  if (found === undefined) throw new Error(`there is no ${name} in ${xml.slice(0, 400)}`);
  return found;
};

/** `xml` with what `change` makes of the first element of this name. @throws when there is none. */
export const withElement = (xml: string, name: string, change: (found: string) => string): string => {
  const found = elementIn(xml, name);
  return swap(xml, found, change(found));
};

/** `xml` without the first element of this name. @throws when there is none. */
export const without = (xml: string, name: string): string => withElement(xml, name, () => "");
