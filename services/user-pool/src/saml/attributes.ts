import { attribute, children, textOf } from "./elements.ts";
import { saml, xsi } from "./namespaces.ts";
import { SamlRefusal } from "./refusal.ts";

/** Four bytes in UTF-8, which Cognito refuses (Developer Guide, SAML identity providers: things to know). */
const beyondThreeBytes = /[\u{10000}-\u{10ffff}]/u;

/**
 * The values of each attribute by its Name. A map, so that no name means anything to the language.
 * An attribute whose value holds elements is left out: it has no text that could be mapped.
 * @throws {SamlRefusal} SAML_ATTRIBUTE_DUPLICATE, SAML_ATTRIBUTE_CHARACTER, SAML_ASSERTION_INVALID
 */
export const attributesOf = (assertion: Element): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, readonly (string | undefined)[]>();
  const statements = children(assertion, saml, "AttributeStatement");
  for (const element of statements.flatMap((statement) => children(statement, saml, "Attribute"))) {
    const name = attribute(element, "Name");
    if (!name) throw new SamlRefusal("SAML_ASSERTION_INVALID", { expected: "a Name of every Attribute" });
    if (found.has(name)) throw new SamlRefusal("SAML_ATTRIBUTE_DUPLICATE", { expected: "each once", received: name });
    found.set(name, children(element, saml, "AttributeValue").map(textIn));
  }
  return new Map([...found].filter((entry): entry is [string, string[]] => isReadable(entry)));
};

const textIn = (element: Element) => (element.getAttributeNS(xsi, "nil") === "true" ? "" : textOf(element));

const isReadable = ([name, values]: readonly [string, readonly (string | undefined)[]]) => {
  if (values.some((value) => beyondThreeBytes.test(value ?? "")))
    throw new SamlRefusal("SAML_ATTRIBUTE_CHARACTER", { expected: "at most three bytes a character", received: name });
  return !values.includes(undefined);
};
