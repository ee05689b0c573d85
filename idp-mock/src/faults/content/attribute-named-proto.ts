import type { Fault } from "../fault.ts";
import { withAttribute } from "./impostor.ts";

export const attributeNamedProto: Fault = {
  name: "attribute-named-proto",
  family: "content",
  description: "Attributes are named __proto__ and constructor, which mean something to JavaScript.",
  source: "CWE-1321",
  code: "accepted",
  plan: (plan) => withAttribute(withAttribute(plan, "__proto__", "isAdmin"), "constructor", "isAdmin"),
};
