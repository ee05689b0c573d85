import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { describe, expect, test } from "@jest/globals";
import type { Fault } from "../faults/fault.ts";
import { swap } from "../faults/swap.ts";
import { make } from "./make.ts";
import type { Plan, Scene } from "./plan.ts";

const [current, next, attacker] = await Promise.all(["a", "b", "c"].map((commonName) => selfSigned({ commonName })));
if (!current || !next || !attacker) throw new Error("three key pairs were asked for");
const scene: Scene = { now: new Date(), keys: { current, next, attacker }, other: undefined, previous: undefined };
const acs = "https://pool.test/saml2/idpresponse";
const plan: Plan = {
  response: {
    issuer: "https://idp.test/metadata",
    audience: "urn:sp",
    recipient: acs,
    destination: acs,
    inResponseTo: "_request",
    nameId: "alice@example.com",
    attributes: { email: ["alice@example.com"] },
  },
  signing: { what: "both", keyPair: current },
  action: acs,
  relayState: "state",
};

/** A fault of which each change leaves a mark that says what it saw. */
const marking = (mark: string): Fault => ({
  name: mark,
  family: "content",
  description: mark,
  source: mark,
  code: "SAML_XML_FORBIDDEN",
  prepare: (given) => ({ ...given, relayState: `${given.relayState} prepared-${mark}` }),
  plan: (given) => ({ ...given, relayState: `${given.relayState} planned-${mark}` }),
  unsigned: (xml) => swap(xml, ">alice@", `>${mark}.alice@`),
  signed: (xml) => `${xml}<!--${mark}-->`,
  form: (form) => ({ ...form, RelayState: `${form.RelayState} formed-${mark}` }),
  deliveries: (form) => [{ form }, { form, after: 5 }],
  control: { plan: (given) => ({ ...given, relayState: `${given.relayState} control-${mark}` }) },
});

const signatures = (xml: string) => xml.split("<ds:Signature ").length - 1;

test("an answer without faults is as it was planned", () => {
  const { xml, deliveries } = make(plan);
  expect(signatures(xml)).toBe(2);
  expect(deliveries).toEqual([
    { form: { action: acs, SAMLResponse: Buffer.from(xml).toString("base64"), RelayState: "state" } },
  ]);
  expect(deliveries[0].form.SAMLResponse).not.toBe(make(plan).deliveries[0].form.SAMLResponse);
});

test.each([
  ["nothing", 0],
  ["assertion", 1],
  ["response", 1],
  ["both", 2],
] as const)("with %s signed it has %i signatures", (what, count) => {
  expect(signatures(make({ ...plan, signing: { ...plan.signing, what } }).xml)).toBe(count);
});

test("encrypted, it shows the response's signature alone", () => {
  const { xml } = make({ ...plan, encryption: { certificate: next.certificate } });
  expect(signatures(xml)).toBe(1);
  expect(xml).toContain("<saml:EncryptedAssertion>");
  expect(xml).not.toContain("alice@");
});

describe("two faults", () => {
  const faults = [marking("one"), marking("two")];

  test("change the answer one after the other, each at its stage", () => {
    const { xml, deliveries } = make(plan, { faults, conduct: "misbehave", scene });
    expect(xml).toMatch(/>one\.alice@.*>two\.alice@.*<!--one--><!--two-->$/s);
    expect(deliveries.map(({ after }) => after)).toEqual([undefined, 5]);
    expect(deliveries[1]?.form.RelayState).toBe(
      "state prepared-one prepared-two planned-one planned-two formed-one formed-two",
    );
  });

  test("are prepared for in the control too, and do nothing else there but what is harmless", () => {
    const { xml, deliveries } = make(plan, { faults, conduct: "control", scene });
    expect(xml).toContain(">alice@");
    expect(deliveries.map(({ form }) => form.RelayState)).toEqual([
      "state prepared-one prepared-two control-one control-two",
    ]);
  });
});

test("a swap of what is not there is an error", () => {
  expect(swap("<a/>", "a", "b")).toBe("<b/>");
  expect(swap("<a/>", "a", "$&")).toBe("<$&/>");
  expect(() => swap("<a/>", "c", "b")).toThrow("there is no c");
  expect(() => swap("<a/>", /c/, "b")).toThrow("there is no /c/");
});
