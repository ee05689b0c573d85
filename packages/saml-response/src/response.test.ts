import { describe, expect, test } from "@jest/globals";
import { DOMParser } from "@xmldom/xmldom";
import { samlResponse } from "./response.ts";
import { NotXml } from "./xml.ts";

const protocol = "urn:oasis:names:tc:SAML:2.0:protocol";
const saml = "urn:oasis:names:tc:SAML:2.0:assertion";

const options = {
  issuer: "https://idp.example.com/metadata",
  audience: "urn:amazon:cognito:sp:us-east-1_GateHous3",
  recipient: "https://pool.example.com/saml2/idpresponse",
  destination: "https://pool.example.com/saml2/idpresponse",
  inResponseTo: "_request",
  nameId: "alice@example.com",
  attributes: { email: ["alice@example.com"] },
  now: new Date("2026-11-23T10:00:00Z"),
};

/** What the tests need of a DOM element; xmldom's types name those of a browser. */
interface Element {
  nodeType: number;
  localName: string;
  namespaceURI: string;
  textContent: string;
  childNodes: { length: number; [index: number]: unknown };
  getAttribute(name: string): string;
}

const parsed = (xml: string) => new DOMParser().parseFromString(xml, "text/xml").documentElement as unknown as Element;

const elements = (parent: Element) =>
  [...Array(parent.childNodes.length).keys()]
    .map((index) => parent.childNodes[index] as Element)
    .filter(({ nodeType }) => nodeType === 1);

const all = (root: Element): Element[] => [root, ...elements(root).flatMap(all)];
const one = (root: Element, name: string) => all(root).filter(({ localName }) => localName === name)[0] as Element;
const names = (parent: Element) => elements(parent).map(({ localName }) => localName);
const attribute = (root: Element, name: string, of: string) => one(root, of).getAttribute(name);

describe("a response", () => {
  const response = parsed(samlResponse(options));

  // The sequences of saml-schema-protocol-2.0.xsd and saml-schema-assertion-2.0.xsd.
  test.each([
    ["Response", ["Issuer", "Status", "Assertion"]],
    ["Assertion", ["Issuer", "Subject", "Conditions", "AuthnStatement", "AttributeStatement"]],
    ["Subject", ["NameID", "SubjectConfirmation"]],
    ["SubjectConfirmation", ["SubjectConfirmationData"]],
    ["Conditions", ["AudienceRestriction"]],
    ["AuthnStatement", ["AuthnContext"]],
  ])("has the children of %s in schema order", (parent, children) => {
    expect(names(one(response, parent))).toEqual(children);
  });

  test("keeps to the two SAML namespaces, and each element is in its own", () => {
    const ofProtocol = all(response).filter(({ namespaceURI }) => namespaceURI === protocol);
    expect(ofProtocol.map(({ localName }) => localName)).toEqual(["Response", "Status", "StatusCode"]);
    const others = all(response).filter(({ namespaceURI }) => namespaceURI !== protocol);
    expect(new Set(others.map(({ namespaceURI }) => namespaceURI))).toEqual(new Set([saml]));
  });

  test.each([
    ["Response", "Destination", options.destination],
    ["Response", "InResponseTo", "_request"],
    ["Response", "Version", "2.0"],
    ["Response", "IssueInstant", "2026-11-23T10:00:00.000Z"],
    ["StatusCode", "Value", "urn:oasis:names:tc:SAML:2.0:status:Success"],
    ["Assertion", "Version", "2.0"],
    ["NameID", "Format", "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified"],
    ["SubjectConfirmation", "Method", "urn:oasis:names:tc:SAML:2.0:cm:bearer"],
    ["SubjectConfirmationData", "Recipient", options.recipient],
    ["SubjectConfirmationData", "InResponseTo", "_request"],
    ["SubjectConfirmationData", "NotOnOrAfter", "2026-11-23T10:05:00.000Z"],
    ["Conditions", "NotBefore", "2026-11-23T10:00:00.000Z"],
    ["Conditions", "NotOnOrAfter", "2026-11-23T10:05:00.000Z"],
    ["AuthnStatement", "SessionNotOnOrAfter", "2026-11-23T18:00:00.000Z"],
  ])("says in %s that %s is %s", (of, name, value) => {
    expect(attribute(response, name, of)).toBe(value);
  });

  test("names issuer, audience and subject", () => {
    expect(one(response, "Issuer").textContent).toBe(options.issuer);
    expect(one(one(response, "Assertion"), "Issuer").textContent).toBe(options.issuer);
    expect(one(response, "Audience").textContent).toBe(options.audience);
    expect(one(response, "NameID").textContent).toBe("alice@example.com");
  });

  test("has ids that are new each time and start as an NCName must", () => {
    const again = parsed(samlResponse(options));
    const ids = [response, again].flatMap((root) => [root.getAttribute("ID"), attribute(root, "ID", "Assertion")]);
    expect(new Set(ids).size).toBe(4);
    for (const id of ids) expect(id).toMatch(/^_[0-9a-f-]{36}$/);
  });

  test("takes ids, session and format as they are given", () => {
    const given = { id: "_r", assertionId: "_a", sessionIndex: "s-1", nameIdFormat: "urn:f", lifetime: 60 };
    const root = parsed(samlResponse({ ...options, ...given }));
    expect(root.getAttribute("ID")).toBe("_r");
    expect(attribute(root, "ID", "Assertion")).toBe("_a");
    expect(attribute(root, "SessionIndex", "AuthnStatement")).toBe("s-1");
    expect(attribute(root, "Format", "NameID")).toBe("urn:f");
    expect(attribute(root, "NotOnOrAfter", "Conditions")).toBe("2026-11-23T10:01:00.000Z");
  });

  test("that answers no request has no InResponseTo at all", () => {
    const { inResponseTo: _, ...unsolicited } = options;
    expect(samlResponse(unsolicited)).not.toContain("InResponseTo");
  });

  test("of a failure carries its status, and no assertion if told so", () => {
    const statusCode = "urn:oasis:names:tc:SAML:2.0:status:AuthnFailed";
    const root = parsed(samlResponse({ ...options, statusCode, assertion: false }));
    expect(names(root)).toEqual(["Issuer", "Status"]);
    expect(attribute(root, "Value", "StatusCode")).toBe(statusCode);
    expect(names(parsed(samlResponse({ ...options, statusCode })))).toContain("Assertion");
  });

  test("lists several values of an attribute in their order, and no attribute without values", () => {
    const root = parsed(samlResponse({ ...options, attributes: { groups: ["b", "a"], none: [] } }));
    expect(names(one(root, "AttributeStatement"))).toEqual(["Attribute"]);
    expect(elements(one(root, "Attribute")).map(({ textContent }) => textContent)).toEqual(["b", "a"]);
    expect(names(one(parsed(samlResponse({ ...options, attributes: { none: [] } })), "Assertion"))).not.toContain(
      "AttributeStatement",
    );
  });

  test("names attributes as friendly as it was told, and none as JavaScript's own objects", () => {
    const attributeNaming = { format: "urn:format", friendlyNames: { "urn:oid:2.5.4.4": "sn" } };
    const attributes = { "urn:oid:2.5.4.4": ["Archer"], constructor: ["x"], ["__proto__"]: ["x"] };
    const root = parsed(samlResponse({ ...options, attributes, attributeNaming }));
    expect(
      elements(one(root, "AttributeStatement")).map((each) =>
        ["Name", "NameFormat", "FriendlyName"].map((name) => each.getAttribute(name)),
      ),
    ).toEqual([
      ["urn:oid:2.5.4.4", "urn:format", "sn"],
      ["constructor", "urn:format", ""],
      ["__proto__", "urn:format", ""],
    ]);
  });

  test("has no declaration, comment, processing instruction or white space between elements", () => {
    expect(samlResponse(options)).not.toMatch(/<[?!]|>\s+</);
  });
});

describe("a value", () => {
  test.each([
    '<b a="1">&amp;</b>',
    "]]>",
    "line\r\nline\ttab",
    "it's",
    "  blanks  ",
    "ä 日本 😀",
    "<!-- no -->",
    "<?pi?>",
  ])("%j arrives unchanged in text and in attributes", (value) => {
    const root = parsed(
      samlResponse({ ...options, nameId: value, recipient: value, attributes: { [value]: [value] } }),
    );
    expect(one(root, "NameID").textContent).toBe(value);
    expect(attribute(root, "Recipient", "SubjectConfirmationData")).toBe(value);
    expect(attribute(root, "Name", "Attribute")).toBe(value);
    expect(one(root, "AttributeValue").textContent).toBe(value);
  });

  test.each(["a\u0000b", "\u001b", "\ufffe", "\ud800"])("%j, which XML cannot carry, is refused", (value) => {
    expect(() => samlResponse({ ...options, nameId: value })).toThrow(NotXml);
    expect(() => samlResponse({ ...options, recipient: value })).toThrow(NotXml);
  });
});
