import { dataOf, standing } from "@gatehouse/saml-response/encrypt.ts";
import { withAttribute } from "../content/impostor.ts";
import type { Fault } from "../fault.ts";
import { bothSigned } from "../signing.ts";
import { swap } from "../swap.ts";

const clearance = /<saml:Attribute Name="clearance"[^>]*>.*?<\/saml:Attribute>/s;

export const encryptedAttribute: Fault = {
  name: "encrypted-attribute",
  family: "encryption",
  description: "An attribute is encrypted, by itself.",
  source: "SAML Core 2.0, 2.7.3.2",
  code: "SAML_ASSERTION_ENCRYPTED",
  prepare: (plan) => withAttribute(bothSigned(plan), "clearance", "top"),
  unsigned: (xml, { keys }) => {
    const [plain = ""] = clearance.exec(xml) ?? [];
    const data = dataOf(standing(plain), { certificate: keys.next.certificate });
    return swap(xml, clearance, `<saml:EncryptedAttribute>${data}</saml:EncryptedAttribute>`);
  },
};
