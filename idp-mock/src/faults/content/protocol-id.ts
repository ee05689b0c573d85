import type { Fault } from "../fault.ts";
import { assertionSigned } from "../signing.ts";
import { answeringAs } from "./ids.ts";

export const protocolId: Fault = {
  name: "protocol-id",
  family: "content",
  description: "The Response bears the Assertion's id as well, in the attribute samlp:ID, beside its own ID.",
  source: "PortSwigger, The Fragile Lock (2025): attribute pollution",
  code: "SAML_XML_NAMESPACE",
  prepare: assertionSigned,
  signed: answeringAs("samlp:ID"),
};
