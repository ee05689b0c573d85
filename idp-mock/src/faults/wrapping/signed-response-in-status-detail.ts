import type { Fault } from "../fault.ts";
import { forgedTwin } from "../pieces.ts";
import { responseSigned } from "../signing.ts";
import { swap } from "../swap.ts";

export const signedResponseInStatusDetail: Fault = {
  name: "signed-response-in-status-detail",
  family: "wrapping",
  description: "The whole signed response stands in StatusDetail of a forged one.",
  source: "SAML Core 2.0, 3.2.2.4",
  code: "SAML_STRUCTURE_INVALID",
  prepare: responseSigned,
  signed: (xml) =>
    swap(forgedTwin(xml), "</samlp:Status>", `<samlp:StatusDetail>${xml}</samlp:StatusDetail></samlp:Status>`),
};
