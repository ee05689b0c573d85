import { expect, test } from "@jest/globals";
import { responseText } from "./response-text.ts";

const encoded = (xml: string) => Buffer.from(xml).toString("base64");

test.each([
  ["plain XML stays as it is", "<a>\n\tb</a>", "<a>\n\tb</a>"],
  [
    "a signature loses what signs",
    "<ds:SignatureValue Id='a'>QUJD\nRA==</ds:SignatureValue>",
    "<ds:SignatureValue Id='a'>[removed]</ds:SignatureValue>",
  ],
  ["under any prefix", "<x.y:DigestValue>QUJD</x.y:DigestValue>", "<x.y:DigestValue>[removed]</x.y:DigestValue>"],
  [
    "certificates are left out",
    "<X509Certificate>QUJD</X509Certificate>",
    "<X509Certificate>[removed]</X509Certificate>",
  ],
  [
    "cipher texts are left out",
    "<xenc:CipherValue>QUJD</xenc:CipherValue>",
    "<xenc:CipherValue>[removed]</xenc:CipherValue>",
  ],
  [
    "an element of a similar name is not touched",
    "<SignatureValues>a</SignatureValues>",
    "<SignatureValues>a</SignatureValues>",
  ],
  ["control characters are written out", "a\u0000\u001b[31m\u202eb\r", "a\\u{0}\\u{1b}[31m\\u{202e}b\\u{d}"],
])("%s", (_what, xml, text) => {
  expect(responseText(encoded(xml))).toBe(text);
});

test("what is too long is cut, and a character that is cut in two is written out", () => {
  const text = responseText(encoded(`${"x".repeat(16_383)}\u{1f600}more`));
  expect(text).toBe(`${"x".repeat(16_383)}\\u{d83d}…`);
});

test("many tags that do not end cost no more than their length", () => {
  expect(responseText(encoded("<SignatureValue ".repeat(6_000)))).toHaveLength(16_385);
});
