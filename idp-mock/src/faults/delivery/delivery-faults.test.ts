import { existsSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { fieldsOf } from "../../answers/fields.ts";
import { make } from "../../answers/make.ts";
import type { Fault } from "../fault.ts";
import { scene as first, plan } from "../testing/scene.ts";
import { deliveryFaults } from "./delivery-faults.ts";
import { relayStateTruncated } from "./relay-state-truncated.ts";
import { responseOfEarlierSignIn } from "./response-of-earlier-sign-in.ts";

const earlier = make({
  ...plan,
  response: { ...plan.response, assertionId: "_earlier", inResponseTo: "_earlier-request" },
});
const scene = { ...first, previous: earlier.xml };

const deliveriesOf = (fault: Fault, conduct: "misbehave" | "control" = "misbehave") =>
  make(plan, { faults: [fault], conduct, scene }).deliveries;

const named = (name: string): Fault => {
  const fault = deliveryFaults.find((candidate) => candidate.name === name);
  if (!fault) throw new Error(`there is no ${name}`);
  return fault;
};

describe.each(deliveryFaults.map((fault) => [fault.name, fault] as const))("%s", (name, fault) => {
  test("has a file of its name, and says where it comes from", () => {
    expect(existsSync(new URL(`${name}.ts`, import.meta.url))).toBe(true);
    expect(fault.description).toMatch(/^[A-Z].*\.$/);
    expect(fault.source).not.toBe("");
  });

  test("differs from its control, which is one posting by the same browser at once", () => {
    const control = deliveriesOf(fault, "control");
    expect(control).toEqual([{ form: { action: plan.action, SAMLResponse: expect.any(String), RelayState: "state" } }]);
    expect(deliveriesOf(fault)).not.toEqual(control);
  });
});

const last = (name: string) => {
  const delivery = deliveriesOf(named(name)).at(-1);
  if (!delivery) throw new Error("there is one at least");
  return delivery;
};

test.each([
  ["relay-state-missing", []],
  ["relay-state-empty", [""]],
  ["relay-state-twice", ["state", "state"]],
  ["relay-state-twice-differently", ["state", "https://evil.example/"]],
  ["relay-state-truncated", ["stat"]],
  ["relay-state-extended", ["state0"]],
  ["relay-state-altered", ["Atate"]],
  ["relay-state-re-encoded", ["%73%74%61%74%65"]],
  ["relay-state-backslash", ["/\\evil.example/"]],
  ["relay-state-line-break", ["/\r\nX-Injected: 1"]],
  ["unsolicited-sent-elsewhere", ["state=&redirect_uri=https%3A%2F%2Fevil.example%2F"]],
])("%s: RelayState is %j", (name, values) => {
  const fields = fieldsOf(last(name).form).filter(([field]) => field === "RelayState");
  expect(fields.map(([, value]) => value)).toEqual(values);
});

test.each([
  ["saml-response-missing", 0],
  ["saml-response-twice", 2],
  ["saml-response-in-query", 0],
])("%s: the form has it %i times", (name, count) => {
  const fields = fieldsOf(last(name).form).filter(([field]) => field === "SAMLResponse");
  expect(fields).toHaveLength(count);
});

test("saml-response-in-query: it is in the address", () => {
  const given = new URL(last("saml-response-in-query").form.action).searchParams.get("SAMLResponse") ?? "";
  expect(Buffer.from(given, "base64").toString()).toContain("<samlp:Response ");
});

test("delivered-late: three of the seconds that clocks may differ are left, and four pass", () => {
  const { form, after } = last("delivered-late");
  const xml = Buffer.from(form.SAMLResponse ?? "", "base64").toString();
  const end = / NotOnOrAfter="([^"]+)"/.exec(xml)?.[1] ?? "";
  expect(scene.now.getTime() - Date.parse(end)).toBe(57_000);
  expect(after).toBe(4_000);
});

test("what is delivered twice is the same, and by the same browser", () => {
  const [one, two] = deliveriesOf(named("delivered-twice"));
  expect(two).toEqual(one);
  expect(last("delivered-to-another-browser").browser).toBe("another");
});

describe("what was sent earlier", () => {
  const xmlOf = (name: string) => make(plan, { faults: [named(name)], conduct: "misbehave", scene }).xml;
  const assertionIn = (xml: string) => /<saml:Assertion .*<\/saml:Assertion>/s.exec(xml)?.[0];

  test("comes again whole, or its signed assertion, or the ID alone", () => {
    expect(xmlOf("response-of-earlier-sign-in")).toBe(earlier.xml);
    const rewrapped = xmlOf("assertion-of-earlier-sign-in");
    expect(assertionIn(rewrapped)).toBe(assertionIn(earlier.xml));
    expect(rewrapped).toContain('InResponseTo="_request" Version');
    const renamed = xmlOf("assertion-id-used-before");
    expect(renamed).toContain('<saml:Assertion ID="_earlier"');
    expect(renamed).not.toContain("_earlier-request");
  });

  test("must have been sent", () => {
    const without = () => make(plan, { faults: [responseOfEarlierSignIn], conduct: "misbehave", scene: first });
    expect(without).toThrow("no earlier sign-in");
  });
});

test("a second response around an assertion differs in its ID alone", () => {
  const [one, two] = deliveriesOf(named("unsolicited-assertion-rewrapped")).map(({ form }) =>
    Buffer.from(form.SAMLResponse ?? "", "base64").toString(),
  );
  expect(two).not.toBe(one);
  expect(two?.replace(/ ID="[^"]+"/, "")).toBe(one?.replace(/ ID="[^"]+"/, ""));
});

test("without RelayState there is none to change", () => {
  const { relayState: _, ...none } = plan;
  const without = () => make(none, { faults: [relayStateTruncated], conduct: "misbehave", scene });
  expect(without).toThrow("no RelayState");
});
