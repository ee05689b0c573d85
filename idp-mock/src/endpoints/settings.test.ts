import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decoded, fields } from "../testing/form-fields.ts";
import { overRedirect, requestXml } from "../testing/request-xml.ts";
import { runningIdp } from "../testing/running-idp.ts";

let idp: Awaited<ReturnType<typeof runningIdp>>;
beforeAll(async () => {
  idp = await runningIdp();
});
afterAll(() => idp.close());

type Form = Record<string, string | readonly string[]>;
const change = (given: Form) => idp.submit("/settings", given);
const settings = async () => (await idp.get("/settings")).text;
const certificates = async () =>
  [...(await idp.get("/metadata")).text.matchAll(/X509Certificate>([^<]+)</g)].map(([, body]) => body);
const signedIn = async () => {
  const page = (await idp.get(overRedirect(requestXml()))).text;
  return decoded((await idp.submit("/sign-in", { ...fields(page), person: "alice@example.com" })).text);
};

describe("the page of settings", () => {
  test("rolls the keys over, a step at a time, each offered when it is next", async () => {
    const [old] = await certificates();
    const seen: number[] = [];
    for (const step of ["announce", "use", "retire"]) {
      expect(await settings()).toContain(`name="step" value="${step}"`);
      const { status, headers } = await change({ change: "keys", step });
      expect([status, headers.location]).toEqual([303, "/settings"]);
      seen.push((await certificates()).length);
    }
    expect(seen).toEqual([2, 2, 1]);
    expect(await certificates()).not.toContain(old);
    const { status, text } = await change({ change: "keys", step: "retire" });
    expect(status).toBe(400);
    expect(text).toContain("they are at rest");
  });

  test("sets the clock, ahead or behind", async () => {
    await change({ change: "clock", offsetSeconds: "-7200" });
    expect(await settings()).toContain('name="offsetSeconds" value="-7200"');
    const [, issued = ""] = /IssueInstant="([^"]+)"/.exec(await signedIn()) ?? [];
    expect(Math.round((Date.now() - Date.parse(issued)) / 60_000)).toBe(120);
    await change({ change: "clock", offsetSeconds: "0" });
  });

  test("has faults happen always, until none is chosen", async () => {
    await change({ change: "faults", faults: ["other-audience", "attackers-key"] });
    expect(await settings()).toMatch(/value="other-audience" checked/);
    expect(await signedIn()).toContain("https://other.example/saml");
    await change({ change: "faults" });
    expect(await settings()).not.toMatch(/ checked>/);
    expect(await signedIn()).not.toContain("https://other.example/saml");
  });

  test("registers a service provider, and encrypts for it from then on", async () => {
    const entityId = "https://app.example/saml";
    const assertionConsumerService = "https://app.example/acs";
    const { certificate } = await selfSigned({ commonName: "app" });
    await change({ change: "registration", entityId, assertionConsumerService, encryptionCertificate: certificate });
    expect(await settings()).toContain(`<code>${assertionConsumerService}</code>`);
    const asked = requestXml({ AssertionConsumerServiceURL: assertionConsumerService }, { issuer: entityId });
    const page = (await idp.get(overRedirect(asked))).text;
    const answer = await idp.submit("/sign-in", { ...fields(page), person: "alice@example.com" });
    expect(decoded(answer.text)).toContain("EncryptedAssertion");
    expect(await signedIn()).not.toContain("EncryptedAssertion");
  });

  test.each<[string, Form, string]>([
    ["another change", { change: "weather" }, "change"],
    ["a step that there is not", { change: "keys", step: "burn" }, "step"],
    ["a clock that is no number", { change: "clock", offsetSeconds: "late" }, "offsetSeconds"],
    ["a fault that there is not", { change: "faults", faults: "no-such-fault" }, "faults[0]"],
    ["a stranger without a service", { change: "registration", entityId: "urn:new" }, "assertionConsumerService"],
    [
      "a certificate that is none",
      { change: "registration", entityId: "urn:new", signingCertificate: "x" },
      "signingCertificate",
    ],
  ])("refuses %s, and changes nothing", async (_case, given, subject) => {
    const before = (await settings()).replace(/<time.*?<\/time>/g, "");
    const { status, text } = await change(given);
    expect(status).toBe(400);
    expect(text).toContain(`<code>${subject}</code>`);
    expect((await settings()).replace(/<time.*?<\/time>/g, "")).toBe(before);
  });
});
