import type { Fault } from "../fault.ts";
import { without } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { keyInfo } from "./signed-info.ts";

export const keyInfoMissing: Fault = {
  name: "key-info-missing",
  family: "signature",
  description: "Genuinely signed, without KeyInfo, which is a hint and no more.",
  source: "SAML Core 2.0, 5.4.5",
  code: "accepted",
  prepare: assertionSigned,
  signed: (xml) => without(xml, keyInfo),
};
