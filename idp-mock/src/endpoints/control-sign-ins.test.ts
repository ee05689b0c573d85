import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { overRedirect, requestXml } from "../testing/request-xml.ts";
import { assertionConsumerService, runningIdp, serviceProvider } from "../testing/running-idp.ts";

let idp: Awaited<ReturnType<typeof runningIdp>>;
beforeAll(async () => {
  idp = await runningIdp();
});
afterAll(() => idp.close());

const alice = "alice@example.com";
const url = (xml: string, relayState?: string) => `https://idp.example.com${overRedirect(xml, relayState)}`;
const signIn = async (body: unknown) => {
  const { status, text } = await idp.control(body, "sign-ins");
  return { status, body: JSON.parse(text) };
};
const xmlIn = (answer: Awaited<ReturnType<typeof signIn>>) =>
  Buffer.from(answer.body.deliveries[0].fields.SAMLResponse, "base64").toString();

describe("POST /control/sign-ins", () => {
  test("answers this very request, whatever else is under way", async () => {
    await idp.control({ person: "grace@example.com" });
    const ids = ["_one", "_two", "_three"];
    const answers = await Promise.all(
      ids.map((ID) => signIn({ sso: url(requestXml({ ID }), `for ${ID}`), person: alice })),
    );
    for (const [index, answer] of answers.entries()) {
      expect(answer).toMatchObject({ status: 200, body: { idp: "corp", person: alice, faults: [] } });
      expect(answer.body.deliveries).toEqual([
        {
          action: assertionConsumerService,
          fields: { SAMLResponse: expect.any(String), RelayState: `for ${ids[index]}` },
        },
      ]);
      expect(xmlIn(answer)).toContain(`InResponseTo="${ids[index]}"`);
      expect(xmlIn(answer)).toContain(`>${alice}</saml:NameID>`);
    }
    expect((await idp.get(overRedirect(requestXml()))).text).toContain("Grace Gray");
  });

  test("finds the identity provider by the URL", async () => {
    const Destination = "https://idp.example.com/idps/other/sso";
    const sso = url(requestXml({ Destination })).replace("/sso", "/idps/other/sso");
    const answer = await signIn({ sso, person: "olga@other.example" });
    expect(answer).toMatchObject({ status: 200, body: { idp: "other" } });
    expect(xmlIn(answer)).toContain("<saml:Issuer>https://idp.example.com/idps/other/metadata<");
    expect(await signIn({ sso, idp: "corp", person: alice })).toMatchObject({
      status: 400,
      body: { mistakes: [{ subject: "sso", expected: "https://idp.example.com/sso?…" }] },
    });
  });

  test("says what the person is to say", async () => {
    const said = { attributes: { email: ["other@example.com"], groups: [] }, nameId: "a-1", sign: "response" };
    const xml = xmlIn(await signIn({ sso: url(requestXml()), person: alice, ...said }));
    expect(xml).toContain(">a-1</saml:NameID>");
    expect(xml.match(/ Name="[^"]+"/g)).toEqual([' Name="email"']);
    expect(xml.match(/<ds:Signature /g)).toHaveLength(1);
  });

  test("misbehaves as asked, and its control does not", async () => {
    const wrong = { sso: url(requestXml()), person: alice, faults: ["other-audience"] };
    const misbehaving = await signIn(wrong);
    expect(misbehaving.body.faults).toEqual(["other-audience"]);
    expect(xmlIn(misbehaving)).not.toContain(`<saml:Audience>${serviceProvider}<`);
    expect(xmlIn(await signIn({ ...wrong, conduct: "control" }))).toContain(`<saml:Audience>${serviceProvider}<`);
  });

  test("begins where nobody asked", async () => {
    const answer = await signIn({ serviceProvider, relayState: "there", person: alice });
    expect(answer.body.deliveries[0]).toMatchObject({
      action: assertionConsumerService,
      fields: { RelayState: "there" },
    });
    expect(xmlIn(answer)).not.toContain("InResponseTo");
  });

  test.each([
    ["a URL of somebody else", { sso: "https://evil.example.com/sso?SAMLRequest=x" }, "sso"],
    ["a request that the page would refuse", { sso: url(requestXml({ Version: "1.1" })) }, "AuthnRequest/@Version"],
    ["two requests", { sso: `${url(requestXml())}&SAMLRequest=a` }, "SAMLRequest"],
    ["a service provider that is not registered", { serviceProvider: "urn:x" }, "serviceProvider"],
    ["neither", {}, "sso"],
    ["a relay state beside a request", { sso: url(requestXml()), relayState: "x" }, "the body"],
    ["a person whom nobody knows", { sso: url(requestXml()), person: "nobody@example.com" }, "person"],
  ])("refuses %s and says what it takes", async (_case, body, subject) => {
    expect(await signIn({ person: alice, ...body })).toMatchObject({
      status: 400,
      body: { mistakes: [{ subject, expected: expect.any(String), received: expect.any(String) }] },
    });
  });
});
