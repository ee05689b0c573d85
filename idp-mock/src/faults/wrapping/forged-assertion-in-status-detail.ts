import type { Fault } from "../fault.ts";
import { assertionOf, forgedTwin } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const forgedAssertionInStatusDetail: Fault = {
  name: "forged-assertion-in-status-detail",
  family: "wrapping",
  description: "A forged assertion stands in StatusDetail, where any element may stand.",
  source: "SAML Core 2.0, 3.2.2.4",
  code: "SAML_STRUCTURE_INVALID",
  prepare: assertionSigned,
  signed: (xml) =>
    swap(
      xml,
      "</samlp:Status>",
      `<samlp:StatusDetail>${forgedTwin(assertionOf(xml))}</samlp:StatusDetail></samlp:Status>`,
    ),
};
