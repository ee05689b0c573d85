import type { Fault } from "../fault.ts";
import { asAdmin, without } from "../pieces.ts";
import { assertionSigned } from "../signing.ts";
import { resigned } from "./resigning.ts";
import { reference } from "./signed-info.ts";

export const referenceMissing: Fault = {
  name: "reference-missing",
  family: "signature",
  description: "What is signed, by the genuine key, refers to nothing; the name was changed.",
  source: "SAML Core 2.0, 5.4.2",
  code: "SAML_SIGNATURE_FORM",
  prepare: assertionSigned,
  signed: (xml, { keys }) => resigned(without(asAdmin(xml), reference), keys.current),
};
