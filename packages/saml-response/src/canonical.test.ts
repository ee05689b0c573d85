import { expect, test } from "@jest/globals";
import { DOMParser } from "@xmldom/xmldom";
import { canonical } from "./canonical.ts";

test("an element stands by itself: with the namespaces that it uses, attributes in order, nothing self-closed", () => {
  const { documentElement } = new DOMParser().parseFromString(
    `<x xmlns:a="urn:a" xmlns:b="urn:b"><a:y Z="1" A="2"><a:z/>&#38;<!--c--></a:y></x>`,
    "text/xml",
  );
  expect(canonical(documentElement.firstChild as Element)).toBe(
    `<a:y xmlns:a="urn:a" A="2" Z="1"><a:z></a:z>&amp;</a:y>`,
  );
});
