import { samlResponse } from "@gatehouse/saml-response/response.ts";
import { describe, expect, test } from "@jest/globals";
import type { Person } from "./people-file.ts";
import { type StyleName, styleNamed, styleNames } from "./styles.ts";

const alice: Person = {
  email: "alice@example.com",
  givenName: "Alice",
  familyName: "Archer",
  groups: ["traders", "auditors"],
  faults: [],
};
const bob: Person = { ...alice, email: "bob@example.com", groups: ["auditors"] };
const guid = /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-8[\da-f]{3}-[\da-f]{12}$/;

describe.each(styleNames)("%s", (name) => {
  const style = styleNamed(name);

  test("tells people apart, and names each the same every time", () => {
    expect(style.nameId(alice)).toBe(style.nameId(alice));
    expect(style.nameId(alice)).not.toBe(style.nameId(bob));
  });

  test("says the address, both names and the groups of a person", () => {
    const values = Object.values(style.attributes(alice));
    expect(values.flat()).toEqual(expect.arrayContaining(["alice@example.com", "Alice", "Archer"]));
    expect(values.filter(({ length }) => length === 2)).toHaveLength(1);
  });
});

test.each<[StyleName, string, string]>([
  ["plain", "groups", '<saml:Attribute Name="groups">'],
  ["okta", "groups", '<saml:Attribute Name="groups" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:basic">'],
  [
    "shibboleth",
    "urn:oid:1.3.6.1.4.1.5923.1.5.1.1",
    '<saml:Attribute Name="urn:oid:1.3.6.1.4.1.5923.1.5.1.1" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri" FriendlyName="isMemberOf">',
  ],
])("%s writes %s as it is written there", (name, attribute, expected) => {
  const { attributes, naming } = styleNamed(name);
  const [issuer, audience, recipient] = ["https://idp.example", "urn:sp", "https://sp.example/acs"];
  const said = { attributes: attributes(alice), ...(naming && { attributeNaming: naming }) };
  const xml = samlResponse({ issuer, audience, recipient, destination: recipient, nameId: "a", ...said });
  expect(attributes(alice)[attribute]).toEqual(["traders", "auditors"]);
  expect(xml).toContain(`${expected}<saml:AttributeValue>traders<`);
});

test("Entra ID names a group by the same GUID whoever is in it, and the tenant by the domain's", () => {
  const { attributes } = styleNamed("entra-id");
  const [ofAlice, ofBob] = [attributes(alice), attributes(bob)];
  const groups = "http://schemas.microsoft.com/ws/2008/06/identity/claims/groups";
  expect(ofAlice[groups]?.[1]).toBe(ofBob[groups]?.[0]);
  for (const group of ofAlice[groups] ?? []) expect(group).toMatch(guid);
  const tenant = "http://schemas.microsoft.com/identity/claims/tenantid";
  expect(ofAlice[tenant]).toEqual(ofBob[tenant]);
  expect(attributes({ ...alice, email: "alice@other.example" })[tenant]).not.toEqual(ofAlice[tenant]);
});

test("Google says 75 groups at most", () => {
  const groups = Array.from({ length: 80 }, (_, index) => `g${index}`);
  expect(styleNamed("google").attributes({ ...alice, groups }).groups).toHaveLength(75);
});
