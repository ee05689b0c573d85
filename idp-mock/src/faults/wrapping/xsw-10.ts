import type { Fault } from "../fault.ts";
import { assertionOf, bare, forgedTwin, signatureOf } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const xsw10: Fault = {
  name: "xsw-10",
  family: "wrapping",
  description:
    "The assertion's signature stands in the response and holds the signed assertion; the other one is forged.",
  source: "SAML Raider, XSW10",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed(xml) {
    const genuine = assertionOf(xml);
    const holding = swap(
      signatureOf(genuine),
      "</ds:Signature>",
      `<ds:Object>${bare(genuine)}</ds:Object></ds:Signature>`,
    );
    return swap(swap(xml, genuine, forgedTwin(genuine)), "<samlp:Status>", `${holding}<samlp:Status>`);
  },
};
