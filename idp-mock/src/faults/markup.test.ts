import { describe, expect, test } from "@jest/globals";
import { elementIn, withAttribute, withElement, without } from "./markup.ts";

const xml = '<saml:A B="1" C="2"><saml:AB B="3">x</saml:AB><saml:A2 B="4"></saml:A2></saml:A>';

describe("an attribute of the first element of a name", () => {
  test.each([
    ["is set anew", "saml:A", { B: 'a"<' }, '<saml:A B="a&quot;&lt;" C="2">'],
    ["is added", "saml:AB", { D: "$1" }, '<saml:AB B="3" D="$1">'],
    ["is removed", "saml:A", { C: undefined }, '<saml:A B="1">'],
    ["is set beside others", "saml:A2", { B: undefined, E: "" }, '<saml:A2 E="">'],
  ])("%s", (_name, name, change, start) => expect(withAttribute(xml, name, change)).toContain(start));

  test("must be there to be removed, as must the element", () => {
    expect(() => withAttribute(xml, "saml:A", { D: undefined })).toThrow("there is no");
    expect(() => withAttribute(xml, "saml:B", { D: "1" })).toThrow("there is no saml:B");
  });
});

describe("an element", () => {
  test("is found whole by its whole name", () => {
    expect(elementIn(xml, "saml:AB")).toBe('<saml:AB B="3">x</saml:AB>');
    expect(elementIn(xml, "saml:A")).toBe(xml);
  });
  test("is changed or left out", () => {
    expect(withElement(xml, "saml:A2", (found) => found + found)).toContain("</saml:A2><saml:A2 ");
    expect(without(xml, "saml:AB")).toBe('<saml:A B="1" C="2"><saml:A2 B="4"></saml:A2></saml:A>');
    expect(() => without(xml, "saml:B")).toThrow("there is no saml:B");
  });
});
