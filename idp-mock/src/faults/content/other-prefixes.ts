import type { Fault } from "../fault.ts";

export const otherPrefixes: Fault = {
  name: "other-prefixes",
  family: "content",
  description: "Signed under other prefixes than usual, which mean the same.",
  source: "https://www.w3.org/TR/xml-names/",
  code: "accepted",
  unsigned: (xml) => xml.replace(/(<\/?|xmlns:)samlp(?=[:=])/g, "$1p").replace(/(<\/?|xmlns:)saml(?=[:=])/g, "$1a"),
};
