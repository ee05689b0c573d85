import { describe, expect, test } from "@jest/globals";
import { answer, base64, expected, modes, outcome, sign, swap } from "./testing/answers.ts";
import { verifyResponse } from "./verify-response.ts";

const alice = "alice@example.com";
const good = sign(answer());
const posted = (value: unknown) =>
  verifyResponse(value, expected).then(
    ({ nameId }) => nameId,
    ({ code }) => code,
  );

describe("the form field", () => {
  const lines = (break_: string) => (base64(good).match(/.{1,76}/g) ?? []).join(break_);
  test.each<[string, unknown, string]>([
    ["absent", undefined, "SAML_RESPONSE_MISSING"],
    ["empty", "", "SAML_RESPONSE_MISSING"],
    ["sent twice", [base64(good), base64(good)], "SAML_RESPONSE_MISSING"],
    ["an object", { 0: base64(good) }, "SAML_RESPONSE_MISSING"],
    ["a number", 5, "SAML_RESPONSE_MISSING"],
    ["plain XML", good, "SAML_RESPONSE_NOT_BASE64"],
    ["base64url", Buffer.from(`${good}\u00ff\u00ff`).toString("base64url"), "SAML_RESPONSE_NOT_BASE64"],
    [
      "without padding",
      base64(`${good} `.padEnd(good.length + 4 - (good.length % 3))).replace(/=*$/, "x"),
      "SAML_RESPONSE_NOT_BASE64",
    ],
    ["with blanks in it", lines(" "), "SAML_RESPONSE_NOT_BASE64"],
    ["with unused bits set", `${base64("<a/>").slice(0, -3)}h==`, "SAML_RESPONSE_NOT_BASE64"],
    ["100,001 characters", "A".repeat(100_001), "SAML_RESPONSE_TOO_LARGE"],
    ["not UTF-8", Buffer.concat([Buffer.from(good), Buffer.from([0xff])]).toString("base64"), "SAML_RESPONSE_NOT_UTF8"],
    ["UTF-16", Buffer.from(good, "utf16le").toString("base64"), "SAML_XML_MALFORMED"],
    ["in lines, CR LF", lines("\r\n"), alice],
    ["in lines, LF", lines("\n"), alice],
  ])("%s", async (_name, value, result) => expect(await posted(value)).toBe(result));
});

describe.each(modes)("markup, %s signed", (what) => {
  const signed = sign(answer(), what);
  const swapped = (from: string, to: string) => swap(signed, from, to);
  const name = `>${alice}</saml:NameID>`;
  test.each<[string, string, string]>([
    [
      "CMT in the name (CVE-2017-11427)",
      swapped(name, ">alice@example.com<!---->.evil.test</saml:NameID>"),
      "SAML_XML_FORBIDDEN",
    ],
    ["CMT after the root", `${signed}<!-- -->`, "SAML_XML_FORBIDDEN"],
    ["PI in the name", swapped(name, `><?x not-?>${alice}</saml:NameID>`), "SAML_XML_FORBIDDEN"],
    ["PI before the root", `<?xml-stylesheet href="x"?>${signed}`, "SAML_XML_FORBIDDEN"],
    ["CDATA in the name", swapped(name, `><![CDATA[${alice}]]></saml:NameID>`), "SAML_XML_FORBIDDEN"],
    ["DOCTYPE", `<!DOCTYPE x>${signed}`, "SAML_XML_FORBIDDEN"],
    ["DOCTYPE after a declaration", `<?xml version="1.0"?><!DOCTYPE x>${signed}`, "SAML_XML_FORBIDDEN"],
    [
      "DOCTYPE with a trick in its literal (CVE-2025-25291)",
      `<!DOCTYPE x SYSTEM 'x"><!--'>${signed}`,
      "SAML_XML_FORBIDDEN",
    ],
    [
      "DOCTYPE that defaults attributes (CVE-2025-25292)",
      `<!DOCTYPE r [<!ATTLIST Signature xmlns CDATA #FIXED "x">]>${signed}`,
      "SAML_XML_FORBIDDEN",
    ],
    [
      "XXE",
      `<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>${swapped(name, ">&e;</saml:NameID>")}`,
      "SAML_XML_FORBIDDEN",
    ],
    [
      "XXE by parameter entity",
      `<!DOCTYPE x [<!ENTITY % e SYSTEM "file:///etc/passwd"> %e;]>${signed}`,
      "SAML_XML_FORBIDDEN",
    ],
    [
      "LOL",
      `<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>${swapped(name, ">&b;</saml:NameID>")}`,
      "SAML_XML_FORBIDDEN",
    ],
    [
      "XInclude",
      swapped(
        "<samlp:Status>",
        `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd"/><samlp:Status>`,
      ),
      "SAML_XML_NAMESPACE",
    ],
    ["an entity that is not XML's", swapped(name, ">&nbsp;</saml:NameID>"), "SAML_XML_ENTITY"],
    ["a bare ampersand", swapped(name, ">a&b</saml:NameID>"), "SAML_XML_ENTITY"],
    ["a reference to no character", swapped(name, ">&#0;</saml:NameID>"), "SAML_XML_ENTITY"],
    ["a reference to half a character", swapped(name, ">&#xD800;</saml:NameID>"), "SAML_XML_ENTITY"],
    ["a reference beyond Unicode", swapped(name, ">&#x110000;</saml:NameID>"), "SAML_XML_ENTITY"],
    ["a control character", swapped(name, ">\u0001</saml:NameID>"), "SAML_XML_MALFORMED"],
    ["two roots", `${signed}<x/>`, "SAML_XML_MALFORMED"],
    ["text after the root", `${signed}x`, "SAML_XML_MALFORMED"],
    ["text before the root", `x${signed}`, "SAML_XML_MALFORMED"],
    ["an element not closed", signed.replace("</samlp:Response>", ""), "SAML_XML_MALFORMED"],
    ["elements that overlap", swapped("</samlp:Status>", "<samlp:x></samlp:Status></samlp:x>"), "SAML_XML_MALFORMED"],
    ["an end too many", `${signed}</samlp:Response>`, "SAML_XML_MALFORMED"],
    ["an attribute twice", swapped(`Version="2.0"`, `Version="2.0" Version="2.0"`), "SAML_XML_MALFORMED"],
    ["an attribute without quotes", swapped(`Version="2.0"`, "Version=2.0"), "SAML_XML_MALFORMED"],
    ["an attribute without a blank before it", swapped(` Version="2.0"`, `Version="2.0"`), "SAML_XML_MALFORMED"],
    ["control: a declaration", `<?xml version="1.0" encoding="UTF-8"?>\n${signed}\n`, alice],
    ["control: a byte order mark", `\u{feff}${signed}`, alice],
    ["control: a character by its number", swapped(name, ">alice&#64;example&#x2e;com</saml:NameID>"), alice],
  ])("%s", async (_name, xml, result) => expect(await outcome(xml)).toBe(result));
});

describe("DOS: refused before it costs", () => {
  const root = (content: string) =>
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">${content}</samlp:Response>`;
  const attributes = (count: number) => Array.from({ length: count }, (_, index) => ` a${index}=""`).join("");
  const cpu = async (run: () => Promise<unknown>) => {
    const before = process.cpuUsage();
    await run();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  };
  test.each<[string, unknown, string]>([
    ["16,000 empty siblings", base64(root("<a/>".repeat(16_000))), "SAML_XML_TOO_COMPLEX"],
    ["1,501 elements", base64(root("<a/>".repeat(1_501))), "SAML_XML_TOO_COMPLEX"],
    ["10,000 levels", base64(root(`${"<a>".repeat(10_000)}${"</a>".repeat(10_000)}`)), "SAML_XML_TOO_COMPLEX"],
    ["6,000 attributes", base64(root(`<a${attributes(6_000)}/>`)), "SAML_XML_TOO_COMPLEX"],
    [
      "600 signatures",
      base64(
        swap(
          good,
          "</ds:Signature>",
          `</ds:Signature>${'<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"/>'.repeat(600)}`,
        ),
      ),
      "SAML_SIGNATURE_FORM",
    ],
    ["70,000 times <", base64("<".repeat(70_000)), "SAML_XML_MALFORMED"],
    ["a tag of 70,000 blanks", base64(`<a${" ".repeat(70_000)}`), "SAML_XML_MALFORMED"],
    ["a tag of 70,000 quotes", base64(`<a b=${'"'.repeat(70_000)}`), "SAML_XML_MALFORMED"],
    ["70,000 ampersands", base64(root("&".repeat(70_000))), "SAML_XML_ENTITY"],
    ["1 MB", base64(root("a".repeat(1_000_000))), "SAML_RESPONSE_TOO_LARGE"],
  ])("%s", async (_name, value, result) => {
    await posted(base64(good));
    expect(await posted(value)).toBe(result);
    expect(await cpu(() => posted(value))).toBeLessThan(150);
  });

  test("control: 1,000 values, the largest that a mapped attribute could ever hold, are read", async () => {
    const values = Array.from({ length: 1_000 }, (_, index) => `${index}`);
    expect(await outcome(sign(answer({ attributes: { values } })))).toBe(alice);
  });
});
