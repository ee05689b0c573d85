import { describe, expect, test } from "@jest/globals";
import { DOMParser } from "@xmldom/xmldom";
import { made } from "../testing/made.ts";
import { wrappingFaults } from "./wrapping-faults.ts";

/** R and A: the genuine response and assertion; r and a: forged ones; S: a signature; E: an encrypted assertion. */
const letters: Readonly<Record<string, string>> = {
  Response: "R",
  Assertion: "A",
  Signature: "S",
  EncryptedAssertion: "E",
};

/** What of a document matters to wrapping, and within what it stands. */
const outline = (xml: string) => {
  const document = new DOMParser().parseFromString(`<x xmlns:samlp="p" xmlns:saml="a">${xml}</x>`, "text/xml");
  return within(document.documentElement);
};

const within = (parent: Element): string =>
  Array.from(parent.childNodes as unknown as Iterable<Element>)
    .filter(({ nodeType }) => nodeType === 1)
    .map((element) => word(element, within(element)))
    .filter(Boolean)
    .join(" ");

const word = (element: Element, content: string) => {
  const letter = letters[element.localName];
  const forged = element.getAttribute("ID")?.endsWith("-forged");
  const name = (forged ? letter?.toLowerCase() : letter) ?? (content && element.localName);
  return content ? `${name}(${content})` : name;
};

const responseSigned = "R(S A)";
const assertionSigned = "R(A(S))";

const shapes: Readonly<Record<string, [control: string, shape: string]>> = {
  "xsw-1": [responseSigned, "r(S(R(A)) a)"],
  "xsw-2": [responseSigned, "r(R(A) S a)"],
  "xsw-3": [assertionSigned, "R(a A(S))"],
  "xsw-4": [assertionSigned, "R(a(A(S)))"],
  "xsw-5": [assertionSigned, "R(a(S) A)"],
  "xsw-6": [assertionSigned, "R(a(S(A)))"],
  "xsw-7": [assertionSigned, "R(Extensions(a) A(S))"],
  "xsw-8": [assertionSigned, "R(a(S(Object(A))))"],
  "xsw-10": [assertionSigned, "R(S(Object(A)) a)"],
  "forged-assertion-appended": [assertionSigned, "R(A(S) a)"],
  "forged-assertion-under-same-id": [assertionSigned, "R(A(S) A)"],
  "forged-assertion-in-status-detail": [assertionSigned, "R(Status(StatusDetail(a)) A(S))"],
  "forged-assertion-in-signature": [responseSigned, "R(S(Object(a)) A)"],
  "forged-assertion-in-key-info": [assertionSigned, "R(A(S(KeyInfo(a))))"],
  "signed-assertion-in-advice": [assertionSigned, "R(a(Advice(A(S))))"],
  "signed-assertion-in-attribute-value": [assertionSigned, "R(a(AttributeStatement(Attribute(AttributeValue(A(S))))))"],
  "signed-assertion-in-subject": [assertionSigned, "R(a(Subject(SubjectConfirmation(SubjectConfirmationData(A(S))))))"],
  "signed-assertion-in-foreign-element": [assertionSigned, "R(a(S) xsw_wrapper(A))"],
  "signed-response-in-extensions": [responseSigned, "r(Extensions(R(S A)) a)"],
  "signed-response-in-status-detail": [responseSigned, "r(Status(StatusDetail(R(S A))) a)"],
  "forged-response-in-extensions": [assertionSigned, "R(Extensions(r(a)) A(S))"],
  "forged-response-behind": [responseSigned, "R(S A) r(a)"],
  "signature-in-response": [assertionSigned, "R(S A)"],
  "signature-in-subject": [assertionSigned, "R(A(Subject(S)))"],
  "assertion-in-extensions": [assertionSigned, "R(Extensions(A(S)))"],
  "assertion-without-response": [assertionSigned, "A(S)"],
  "two-signed-assertions": [assertionSigned, "R(A(S) a(S))"],
  "plain-and-encrypted-assertion": [assertionSigned, "R(a E)"],
};

/** These only put a signed element where it does not belong. */
const forgesNothing = new Set([
  "signature-in-response",
  "signature-in-subject",
  "assertion-in-extensions",
  "assertion-without-response",
]);

test("each has a shape here", () => {
  expect(wrappingFaults.map(({ name }) => name)).toEqual(Object.keys(shapes));
});

describe.each(wrappingFaults)("$name", (fault) => {
  const { name } = fault;
  const [misbehaved, control] = [made(fault).xml, made(fault, "control").xml];
  const [genuineShape, shape] = shapes[name] ?? [];

  test("is wrapped as it says, and its control is not", () => {
    expect(outline(misbehaved)).toBe(shape);
    expect(outline(control)).toBe(genuineShape);
  });

  test("keeps the genuine signature, and names somebody else where something is forged", () => {
    const [value = ""] = /<ds:SignatureValue>[^<]+/.exec(control) ?? [];
    expect(misbehaved.includes(value)).toBe(name !== "plain-and-encrypted-assertion");
    expect(misbehaved.includes(">admin@example.com<")).toBe(!forgesNothing.has(name));
    expect(control).not.toContain("admin@");
  });
});
