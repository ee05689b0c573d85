import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decoded, fields } from "../testing/form-fields.ts";
import { overRedirect, requestXml } from "../testing/request-xml.ts";
import { assertionConsumerService, runningIdp } from "../testing/running-idp.ts";

let idp: Awaited<ReturnType<typeof runningIdp>>;
beforeAll(async () => {
  idp = await runningIdp();
});
afterAll(() => idp.close());

const asked = async () =>
  fields((await idp.get(overRedirect(requestXml({ ID: "_edited" }), "state"))).text).request ?? "";
const person = "alice@example.com";

/** What the page where a sign-in is edited sends. */
const edited = async (changed: Record<string, string | string[]> = {}) => ({
  request: await asked(),
  person,
  nameId: "alice",
  nameIdFormat: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
  attribute: ["email", "roles", ""],
  values: [person, "first\r\n\r\nsecond", ""],
  sign: "assertion",
  fault: "",
  conduct: "misbehave",
  ...changed,
});

const attributesIn = (xml: string) =>
  [...xml.matchAll(/<saml:Attribute Name="([^"]+)">(.*?)<\/saml:Attribute>/g)].map(([, name, values = ""]) => [
    name,
    [...values.matchAll(/<saml:AttributeValue>([^<]*)</g)].map(([, value]) => value),
  ]);

describe("the page where a sign-in is edited", () => {
  test("holds what would be sent for the person, what was asked, and every fault with what it is", async () => {
    const { status, text } = await idp.submit("/edit", { request: await asked(), person });
    expect(status).toBe(200);
    expect(text).toContain(`name="nameId" value="${person}"`);
    expect(text).toContain('name="attribute" value="http://schemas.xmlsoap.org/claims/Group"');
    expect(text).toContain("<span>Attribute 4: Group</span>");
    expect(text).toContain("traders\n&lt;admins&gt;</textarea>");
    expect(text).toMatch(/AuthnRequest<.*_edited/s);
    expect(text).toMatch(/<optgroup label="semantics">[\s\S]*<option value="other-audience">other-audience: Meant for/);
    expect(text).not.toContain("What will be sent");
    expect(text).not.toContain("<script");
  });

  test("has one more row of fields than there are attributes, each time", async () => {
    const { text } = await idp.submit("/edit", await edited({ step: "add" }));
    expect(text.match(/name="attribute"/g)).toHaveLength(3);
    expect(text).toContain("first\nsecond</textarea>");
  });

  test("shows what will be sent, marked, and sends it", async () => {
    const given = await edited();
    const { text } = await idp.submit("/edit", { ...given, step: "preview" });
    expect(text).toContain("A service provider should let this in.");
    expect(text).toContain("&gt;</span>first<span");
    expect(text.match(/class="signature"/g)).toHaveLength(1);
    expect(text).toContain('<option value="assertion" selected>');
    const xml = decoded((await idp.submit("/sign-in", given)).text);
    expect(xml).toContain(
      '<saml:NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">alice</saml:NameID>',
    );
    expect(attributesIn(xml)).toEqual([
      ["email", [person]],
      ["roles", ["first", "second"]],
    ]);
    expect(xml.match(/<ds:Signature /g)).toHaveLength(1);
    expect(xml).toContain('InResponseTo="_edited"');
  });

  test("a preview is not a sign-in: the log has none of it", async () => {
    const responses = async () => ((await idp.get("/log")).text.match(/<strong>Response</g) ?? []).length;
    const before = await responses();
    await idp.submit("/edit", await edited({ step: "preview" }));
    expect(await responses()).toBe(before);
    await idp.submit("/sign-in", await edited());
    expect(await responses()).toBe(before + 1);
  });

  test("says with what code a fault should be refused, and sends the fault or its twin", async () => {
    const given = await edited({ fault: "other-audience" });
    const { text } = await idp.submit("/edit", { ...given, step: "preview" });
    expect(text).toMatch(/should refuse this with <code>SAML_AUDIENCE_MISMATCH</);
    expect(text).toContain("https://other.example/saml");
    const audience = (page: string) => /<saml:Audience>([^<]+)</.exec(decoded(page))?.[1];
    expect(audience((await idp.submit("/sign-in", given)).text)).toBe("https://other.example/saml");
    const twin = { ...given, conduct: "control" };
    expect((await idp.submit("/edit", { ...twin, step: "preview" })).text).toContain("should let this in");
    expect(audience((await idp.submit("/sign-in", twin)).text)).toMatch(/^urn:amazon:cognito:sp:/);
  });

  test.each([
    ["a person whom nobody knows", { person: "mallory@example.com" }, "alice@example.com or"],
    ["a fault that there is not", { fault: "no-such-fault" }, "fault"],
    ["another way to sign", { sign: "everything" }, "sign"],
    ["values without a name", { attribute: [""], values: ["x"] }, "a name for its values"],
    ["what XML cannot carry", { nameId: "\u0001" }, "XML can carry"],
    ["a request that was changed", { request: "x.y" }, "the sign-in that is under way"],
  ])("refuses %s, before anything is sent", async (_case, changed: Record<string, string | string[]>, message) => {
    const given = await edited(changed);
    for (const path of ["/edit", "/sign-in"]) {
      const { status, text } = await idp.submit(path, given);
      expect([status, fields(text)]).toEqual([400, {}]);
      expect(text).toContain(message);
      expect(text).not.toContain(`action="${assertionConsumerService}"`);
    }
    expect((await idp.submit("/sign-in", await edited())).status).toBe(200);
  });
});
