import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";

export const xinclude: Fault = {
  name: "xinclude",
  family: "content",
  description: "XInclude in the NameID asks for a file of the service provider, and is signed.",
  source: "https://www.w3.org/TR/xinclude/; CWE-611",
  code: "SAML_XML_NAMESPACE",
  unsigned: (xml) =>
    swap(
      xml,
      /(?<=<saml:NameID[^>]*>)[^<]*/,
      '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file:///etc/passwd" parse="text"/>',
    ),
};
