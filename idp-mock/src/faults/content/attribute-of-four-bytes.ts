import type { Fault } from "../fault.ts";
import { withAttribute } from "./impostor.ts";

export const attributeOfFourBytes: Fault = {
  name: "attribute-of-four-bytes",
  family: "content",
  description: "A value holds a character of four bytes in UTF-8.",
  source: "Amazon Cognito Developer Guide, SAML identity providers: things to know",
  code: "SAML_ATTRIBUTE_CHARACTER",
  plan: (plan) => withAttribute(plan, "nickname", "Alice \u{1f680}"),
  control: { plan: (plan) => withAttribute(plan, "nickname", "愛莉") },
};
