import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { SAML } from "@node-saml/node-saml";
import { decoded, fields } from "./testing/form-fields.ts";
import { overRedirect, requestXml } from "./testing/request-xml.ts";
import { assertionConsumerService, runningIdp, serviceProvider, singleSignOnService } from "./testing/running-idp.ts";

let idp: Awaited<ReturnType<typeof runningIdp>>;
beforeAll(async () => {
  idp = await runningIdp();
});
afterAll(() => idp.close());

/** A service provider of another make, which knows this identity provider by its metadata alone. */
const nodeSaml = async () => {
  const metadata = (await idp.get("/metadata")).text;
  return new SAML({
    callbackUrl: assertionConsumerService,
    issuer: serviceProvider,
    audience: serviceProvider,
    entryPoint: /SingleSignOnService Binding="[^"]+HTTP-Redirect" Location="([^"]+)"/.exec(metadata)?.[1] ?? "",
    idpCert: /<ds:X509Certificate>([^<]+)</.exec(metadata)?.[1] ?? "",
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: true,
    identifierFormat: null,
  });
};

const pick = async (page: string, person = "alice@example.com") =>
  (await idp.submit("/sign-in", { ...fields(page), person })).text;

describe("metadata", () => {
  test("names the entity, its service over both bindings and its certificate", async () => {
    const { headers, text } = await idp.get("/metadata");
    expect(headers["content-type"]).toMatch("application/samlmetadata+xml");
    expect(text).toMatch('entityID="https://idp.example.com/metadata"');
    const services = [...text.matchAll(/SingleSignOnService Binding="([^"]+)" Location="([^"]+)"/g)];
    expect(services.map(([, binding, location]) => [binding, location])).toEqual([
      ["urn:oasis:names:tc:SAML:2.0:bindings:HTTP-Redirect", singleSignOnService],
      ["urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST", singleSignOnService],
    ]);
    expect(text).toMatch(/<md:KeyDescriptor use="signing"><ds:KeyInfo [^>]+><ds:X509Data><ds:X509Certificate>MII/);
  });
});

describe("a sign-in", () => {
  test("satisfies node-saml, from its request over HTTP-Redirect to the response", async () => {
    const saml = await nodeSaml();
    const asked = new URL(await saml.getAuthorizeUrlAsync("state", undefined, {}));
    const people = (await idp.get(asked.pathname + asked.search)).text;
    const page = await pick(people);
    expect(page).toMatch(`<form method="post" action="${assertionConsumerService}">`);
    const { SAMLResponse = "", RelayState } = fields(page);
    expect(RelayState).toBe("state");
    const { profile } = await saml.validatePostResponseAsync({ SAMLResponse });
    expect(profile).toMatchObject({
      issuer: "https://idp.example.com/metadata",
      nameID: "alice@example.com",
      nameIDFormat: "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
      sessionIndex: expect.stringMatching(/^_/),
      attributes: {
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress": "alice@example.com",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/givenname": "Alice",
        "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/surname": "Archer",
        "http://schemas.xmlsoap.org/claims/Group": ["traders", "<admins>"],
      },
    });
  });

  test("over HTTP-POST answers the same request", async () => {
    const SAMLRequest = Buffer.from(requestXml({ ID: "_posted" })).toString("base64");
    const people = await idp.submit("/sso", { SAMLRequest, RelayState: "state" });
    const page = await pick(people.text);
    expect(fields(page).RelayState).toBe("state");
    expect(decoded(page).match(/InResponseTo="_posted"/g)).toHaveLength(2);
  });

  test.each(["H4sIAAAA_-.x.1", "a=b&c=d e+f%20", `"><script>alert('1')</script>`, "ä😀", "x".repeat(2_000), ""])(
    "gives back the relay state %.40j byte for byte",
    async (relayState) => {
      const people = await idp.get(overRedirect(requestXml(), relayState));
      expect(fields(await pick(people.text)).RelayState).toBe(relayState);
    },
  );

  test("without a relay state gives none back", async () => {
    const people = await idp.get(overRedirect(requestXml()));
    expect(await pick(people.text)).not.toContain("RelayState");
  });

  test("survives a restart while somebody chooses, and the key with it", async () => {
    const before = (await idp.get("/metadata")).text;
    const people = await idp.get(overRedirect(requestXml({ ID: "_before" })));
    await idp.restart();
    expect(decoded(await pick(people.text))).toContain('InResponseTo="_before"');
    expect((await idp.get("/metadata")).text).toBe(before);
  });

  test("carries all of 301 groups", async () => {
    const people = await idp.get(overRedirect(requestXml()));
    const xml = decoded(await pick(people.text, "grace@example.com"));
    expect(xml).toContain("<saml:AttributeValue>g-300</saml:AttributeValue>");
    expect(xml.match(/<saml:AttributeValue>g-\d{3}</g)).toHaveLength(300);
  });

  test("posts by itself where scripts run, and by a button where they do not", async () => {
    const people = await idp.get(overRedirect(requestXml()));
    const { headers, text } = await idp.submit("/sign-in", { ...fields(people.text), person: "alice@example.com" });
    const nonce = /script-src 'nonce-([^']+)'/.exec(String(headers["content-security-policy"]))?.[1];
    expect(text).toContain(`<script nonce="${nonce}">`);
    expect(text).toMatch(/<button[^>]*>Continue<\/button>/);
    expect(headers["content-security-policy"]).not.toContain("form-action");
  });
});

describe("the page of people", () => {
  test("has one button for each, and no script", async () => {
    const { headers, text } = await idp.get(overRedirect(requestXml()));
    const buttons = [...text.matchAll(/<button name="person" value="([^"]+)">/g)].map(([, person]) => person);
    expect(buttons).toEqual(["alice@example.com", "markup@example.com", "grace@example.com"]);
    expect(text).not.toContain("<script");
    expect(headers["content-security-policy"]).toMatch(/default-src 'none'.*form-action 'self'/);
    expect(headers["content-security-policy"]).not.toContain("script-src");
  });

  test("shows markup in a name as text, and so does the next one", async () => {
    const { text } = await idp.get(overRedirect(requestXml()));
    const name = "&lt;script&gt;alert(1)&lt;/script&gt; &quot;O&#39;Hara&quot; &amp; Sons";
    expect(text).toContain(name);
    expect(await pick(text, "markup@example.com")).toContain(`Signing in as ${name}`);
  });

  test("lists the same people as JSON", async () => {
    const { people } = JSON.parse((await idp.get("/people")).text);
    expect(people[0]).toEqual({
      email: "alice@example.com",
      givenName: "Alice",
      familyName: "Archer",
      groups: ["traders", "<admins>"],
      faults: [],
    });
    expect(people).toHaveLength(3);
  });
});

describe("a refusal", () => {
  test.each([
    ["without a request", "/sso", /Start at the application/],
    ["of an unknown issuer", overRedirect(requestXml({}, { issuer: "urn:<b>" })), /<code>urn:&lt;b&gt;<\/code>/],
    ["of two requests", `${overRedirect(requestXml())}&SAMLRequest=a`, /<code>several<\/code>/],
    ["of two relay states", `${overRedirect(requestXml(), "a")}&RelayState=b`, /RelayState/],
    ["of a parameter spelled otherwise", overRedirect(requestXml()).replace("SAMLRequest", "samlrequest"), /once/],
  ])("%s is a page that says why", async (_case, path, message) => {
    const { status, headers, text } = await idp.get(path);
    expect(status).toBe(400);
    expect(headers["content-type"]).toMatch("text/html");
    expect(text).toMatch(message);
  });

  test("of a service that is not registered never leads there", async () => {
    const evil = "https://evil.example.com/acs";
    const { status, text } = await idp.get(overRedirect(requestXml({ AssertionConsumerServiceURL: evil })));
    expect(status).toBe(400);
    expect(text).not.toMatch(/(href|action|src)="https:\/\/evil/);
    expect(text).toContain(assertionConsumerService);
  });

  test("tells the log what was expected and what was received", async () => {
    await idp.get(overRedirect(requestXml({ Version: "1.1" })));
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(idp.lines.join("")).toContain("AuthnRequest/@Version: expected 2.0, received 1.1");
  });

  test("of a sealed request that was changed, and of a person whom nobody knows", async () => {
    const request = fields((await idp.get(overRedirect(requestXml()))).text).request ?? "";
    const changed = await idp.submit("/sign-in", { request: `A${request}`, person: "alice@example.com" });
    expect([changed.status, fields(changed.text)]).toEqual([400, {}]);
    const stranger = await idp.submit("/sign-in", { request, person: "mallory@example.com" });
    expect([stranger.status, fields(stranger.text)]).toEqual([400, {}]);
    expect(stranger.text).toContain("alice@example.com");
    expect((await idp.submit("/sign-in", { request, person: "alice@example.com" })).status).toBe(200);
  });
});

describe("the control of the next sign-in", () => {
  const signatures = (xml: string) =>
    [...xml.matchAll(/<(samlp:Response|saml:Assertion) [^>]*><saml:Issuer>[^<]*<\/saml:Issuer><ds:Signature/g)].map(
      ([, element]) => element,
    );

  test.each([
    ["both", ["samlp:Response", "saml:Assertion"]],
    ["assertion", ["saml:Assertion"]],
    ["response", ["samlp:Response"]],
    [undefined, ["samlp:Response", "saml:Assertion"]],
  ])("goes through without the page, signing %s", async (sign, expected) => {
    const answer = await idp.control({ person: "alice@example.com", sign });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      200,
      { idp: "corp", person: "alice@example.com", sign: sign ?? "both" },
    ]);
    const { text } = await idp.get(overRedirect(requestXml(), "state"));
    expect(fields(text).RelayState).toBe("state");
    expect(signatures(decoded(text))).toEqual(expected);
  });

  test("is taken once, by a request that is answered", async () => {
    await idp.control({ person: "alice@example.com" });
    await idp.get(overRedirect(requestXml({ Version: "1.1" })));
    const [first, second] = [await idp.get(overRedirect(requestXml())), await idp.get(overRedirect(requestXml()))];
    expect(decoded(first.text)).toContain(">alice@example.com</saml:NameID>");
    expect(second.text).toContain('name="person"');
  });

  test.each([
    ["a person whom nobody knows", { person: "alice" }, { subject: "person", received: "alice" }],
    ["nobody", {}, { subject: "person", expected: "string", received: "none" }],
    [
      "an unknown way to sign",
      { person: "alice@example.com", sign: "none" },
      { subject: "sign", expected: "assertion or response or both or nothing", received: '"none"' },
    ],
    ["a member that it does not know", { person: "alice@example.com", role: "x" }, { received: "role" }],
    ["a fault that nobody knows", { person: "alice@example.com", faults: ["x"] }, { subject: "faults[0]" }],
    ["another identity provider", { person: "a", idp: "x" }, { expected: "corp or other", received: "x" }],
    ["a list", [], { subject: "the body", expected: "object", received: "[]" }],
  ])("refuses %s and says what it takes", async (_case, body, mistake) => {
    const { status, text } = await idp.control(body);
    expect(status).toBe(400);
    expect(JSON.parse(text).mistakes).toEqual([expect.objectContaining(mistake)]);
    expect((await idp.get(overRedirect(requestXml()))).text).toContain('name="person"');
  });

  test("takes JSON alone, which no page of another site can send", async () => {
    const body = JSON.stringify({ person: "alice@example.com" });
    const options = { method: "POST", headers: { "content-type": "text/plain" }, body };
    const { status, text } = await idp.ask("/control/next-sign-in", options);
    expect([status, JSON.parse(text).message]).toEqual([400, expect.stringContaining("application/json")]);
  });

  test("answers broken JSON with JSON", async () => {
    const headers = { "content-type": "application/json" };
    const { status, text } = await idp.ask("/control/next-sign-in", { method: "POST", headers, body: "{" });
    expect([status, JSON.parse(text)]).toEqual([400, { message: "the request could not be read" }]);
  });
});

describe("the groups of a person", () => {
  const groups = (body: unknown) =>
    idp.ask("/control/groups", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const asserted = async (person: string) => {
    await idp.control({ person });
    const { text } = await idp.get(overRedirect(requestXml()));
    const [, attribute = ""] =
      /Name="http:\/\/schemas\.xmlsoap\.org\/claims\/Group">(.*?)<\/saml:Attribute>/.exec(decoded(text)) ?? [];
    return [...attribute.matchAll(/<saml:AttributeValue[^>]*>([^<]*)</g)].map(([, group]) => group);
  };

  test("change from one sign-in to the next, and nobody else's do", async () => {
    const answer = await groups({ person: "markup@example.com", groups: ["clerks", "night shift"] });
    expect([answer.status, JSON.parse(answer.text)]).toEqual([
      200,
      { person: "markup@example.com", groups: ["clerks", "night shift"] },
    ]);
    expect(await asserted("markup@example.com")).toEqual(["clerks", "night shift"]);
    expect(await asserted("alice@example.com")).toContain("traders");
    await groups({ person: "markup@example.com", groups: [] });
    expect(await asserted("markup@example.com")).toEqual([]);
  });

  test.each([
    ["a person whom nobody knows", { person: "alice", groups: [] }, "somebody at corp: alice@example.com or"],
    ["no groups", { person: "alice@example.com" }, "groups"],
    ["a group without a name", { person: "alice@example.com", groups: [""] }, "groups"],
  ])("are not changed by %s", async (_case, body, message) => {
    const { status, text } = await groups(body);
    expect([status, JSON.parse(text).message]).toEqual([400, expect.stringContaining(message)]);
    expect(await asserted("alice@example.com")).toContain("traders");
  });
});

describe("another identity provider of the same process", () => {
  test("has metadata, people and requests of its own", async () => {
    const { text } = await idp.get("/idps/other/metadata");
    expect(text).toContain('entityID="https://idp.example.com/idps/other/metadata"');
    expect(text).toContain('Location="https://idp.example.com/idps/other/sso"');
    const certificateIn = (metadata: string) => /X509Certificate>([^<]+)</.exec(metadata)?.[1];
    expect(certificateIn(text)).not.toBe(certificateIn((await idp.get("/metadata")).text));
    expect((await idp.get("/idps/corp/metadata")).text).toBe((await idp.get("/metadata")).text);
    expect((await idp.get("/idps/nobody/metadata")).status).toBe(404);
    const url = overRedirect(requestXml({ Destination: "https://idp.example.com/idps/other/sso" }));
    const page = (await idp.get(`/idps/other${url}`)).text;
    expect(page).toContain('action="/idps/other/sign-in"');
    expect(page).not.toContain("alice@example.com");
    expect((await idp.get(url)).status).toBe(400);
    const answer = await idp.submit("/idps/other/sign-in", { ...fields(page), person: "olga@other.example" });
    expect(decoded(answer.text)).toContain("<saml:Issuer>https://idp.example.com/idps/other/metadata</saml:Issuer>");
    expect((await idp.submit("/sign-in", { ...fields(page), person: "alice@example.com" })).status).toBe(400);
  });
});

describe("every answer", () => {
  test.each(["/", "/style.css", "/metadata", "/people", "/sso", "/nowhere", overRedirect(requestXml())])(
    "has the security headers: %.30s",
    async (path) => {
      const { headers } = await idp.get(path);
      expect(headers).toMatchObject({
        "cache-control": "no-store",
        "content-security-policy": expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
        "referrer-policy": "strict-origin",
        "x-content-type-options": "nosniff",
      });
    },
  );

  test.each([
    ["PUT", "/sso", 405, "HEAD, GET, POST"],
    ["GET", "/sign-in", 405, "POST"],
    ["GET", "/control/next-sign-in", 405, "POST"],
    ["GET", "/control/groups", 405, "POST"],
    ["HEAD", "/metadata", 200, undefined],
    ["GET", "/nowhere", 404, undefined],
    ["GET", "/livez", 200, undefined],
    ["GET", "/readyz", 200, undefined],
  ])("to %s %s has the status %d", async (method, path, status, allow) => {
    const answer = await idp.ask(path, { method });
    expect([answer.status, answer.headers.allow]).toEqual([status, allow]);
  });

  test("to a form that is too long is 413", async () => {
    expect((await idp.submit("/sso", { SAMLRequest: "A".repeat(300_000) })).status).toBe(413);
  });
});
