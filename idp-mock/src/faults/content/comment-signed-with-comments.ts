import type { Fault } from "../fault.ts";
import { swap } from "../swap.ts";
import { named, victimOf } from "./impostor.ts";

export const commentSignedWithComments: Fault = {
  name: "comment-signed-with-comments",
  family: "content",
  description: "A comment in the NameID, signed with it: the canonicalization keeps comments.",
  source: "https://www.w3.org/TR/xml-exc-c14n/ (#WithComments), after CVE-2017-11427",
  code: "SAML_XML_FORBIDDEN",
  prepare: (plan) => named(plan, `${victimOf(plan)}.evil.example`),
  plan: (plan) => ({ ...plan, signing: { ...plan.signing, canonicalization: "exc-c14n-with-comments" } }),
  unsigned: (xml) => swap(xml, ".evil.example</saml:NameID>", "<!---->.evil.example</saml:NameID>"),
};
