import { type Browser, openBrowser } from "@gatehouse/browser/browser.ts";
import { pick } from "@gatehouse/browser/sign-in.ts";
import { selfSigned } from "@gatehouse/saml-response/key-pair.ts";
import { samlResponse } from "@gatehouse/saml-response/response.ts";
import { signed } from "@gatehouse/saml-response/sign.ts";
import { describe, expect, test } from "@jest/globals";
import { DOMParser } from "@xmldom/xmldom";
import { postResponse, samlForm, startSignIn } from "./sign-in.ts";
import { outputs } from "./target.ts";

/** A sign-in that stands before its last step: the response of the identity provider is there, nobody has posted it yet. */
const pending = async (person = "alice@example.com") => {
  const browser = openBrowser();
  const form = samlForm(await pick(browser, await startSignIn(browser), person));
  return { browser, form };
};

const codeIn = (location: string | null) => new URL(location ?? "http://none").searchParams.get("code");
const errorIn = (location: string | null) => new URL(location ?? "http://none").searchParams.get("error");

const decodedXml = (form: { SAMLResponse: string }) => Buffer.from(form.SAMLResponse, "base64").toString("utf8");
const encodedXml = (xml: string) => Buffer.from(xml).toString("base64");

/** What a forger can read in a genuine response. */
const factsOf = (form: { SAMLResponse: string; action: string }) => {
  const document = new DOMParser().parseFromString(decodedXml(form), "text/xml");
  const root = document.documentElement!;
  const issuer = document.getElementsByTagNameNS("urn:oasis:names:tc:SAML:2.0:assertion", "Issuer")[0]!;
  return {
    inResponseTo: root.getAttribute("InResponseTo") ?? "",
    destination: root.getAttribute("Destination") ?? "",
    recipient: form.action,
    issuer: issuer.textContent ?? "",
    audience: `urn:amazon:cognito:sp:${outputs().userPool.id}`,
  };
};

const refusedOf = async (browser: Browser, form: { action: string; SAMLResponse: string; RelayState: string }) => {
  const answer = await postResponse(browser, form);
  expect(codeIn(answer.location)).toBeNull();
  return answer;
};

describe("the assertion consumer service", () => {
  test("takes what the identity provider signed", async () => {
    const { browser, form } = await pending();
    const answer = await postResponse(browser, form);
    expect(answer.status).toBe(302);
    expect(codeIn(answer.location)).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each(["alice", "Alice"])(
    "refuses a response whose text was changed, and then takes the genuine one (%s)",
    async (text) => {
      const { browser, form } = await pending();
      const forged = encodedXml(decodedXml(form).replaceAll(text, "admin"));
      const answer = await refusedOf(browser, { ...form, SAMLResponse: forged });
      expect(errorIn(answer.location)).toBe("server_error");
      expect(answer.location).toMatch(/\?error_description=[^&]+&/);
      expect(codeIn((await postResponse(browser, form)).location)).not.toBeNull();
    },
  );

  test("refuses one without a signature, and one that a stranger signed", async () => {
    const { browser, form } = await pending();
    const facts = factsOf(form);
    const { key, certificate } = await selfSigned({ commonName: "stranger" });
    const xml = samlResponse({ ...facts, nameId: "bob@example.com", attributes: {} });
    await refusedOf(browser, { ...form, SAMLResponse: encodedXml(xml) });
    for (const what of ["assertion", "response", "both"] as const)
      await refusedOf(browser, { ...form, SAMLResponse: encodedXml(signed(xml, { what, key, certificate })) });
    expect(codeIn((await postResponse(browser, form)).location)).not.toBeNull();
  });

  test("refuses a second assertion wrapped around the signed one", async () => {
    const { browser, form } = await pending();
    const xml = decodedXml(form);
    const assertion = /<(saml2?:)?Assertion[\s\S]*<\/(saml2?:)?Assertion>/.exec(xml)?.[0] ?? "";
    expect(assertion).not.toBe("");
    const evil = assertion
      .replace(/ID="[^"]+"/, 'ID="_evil"')
      .replaceAll("alice@example.com", "bob@example.com")
      .replace(/<(ds:)?Signature[\s\S]*?<\/(ds:)?Signature>/, "");
    for (const wrapped of [xml.replace(assertion, evil + assertion), xml.replace(assertion, assertion + evil)])
      await refusedOf(browser, { ...form, SAMLResponse: encodedXml(wrapped) });
    expect(codeIn((await postResponse(browser, form)).location)).not.toBeNull();
  });

  test("takes a response once, in a row and in parallel", async () => {
    const { browser, form } = await pending();
    const answers = await Promise.all(Array.from({ length: 10 }, () => postResponse(browser, form)));
    expect(answers.filter(({ location }) => codeIn(location) !== null)).toHaveLength(1);
    await refusedOf(browser, form);
  });

  test("takes a response only from the browser that asked for it", async () => {
    const { browser, form } = await pending();
    await refusedOf(openBrowser(), form);
    expect(codeIn((await postResponse(browser, form)).location)).not.toBeNull();
  });

  test("takes no response that answers somebody else's request", async () => {
    const [mine, theirs] = await Promise.all([pending("alice@example.com"), pending("bob@example.com")]);
    await refusedOf(mine.browser, { ...mine.form, SAMLResponse: theirs.form.SAMLResponse });
    await refusedOf(mine.browser, { ...mine.form, RelayState: theirs.form.RelayState });
    expect(codeIn((await postResponse(mine.browser, mine.form)).location)).not.toBeNull();
    expect(codeIn((await postResponse(theirs.browser, theirs.form)).location)).not.toBeNull();
  });

  test.each([
    ["no RelayState", ""],
    ["a changed RelayState", "H4sIAAAAAAAAA"],
  ])("shows an error page and redirects nowhere for %s", async (_case, RelayState) => {
    const { browser, form } = await pending();
    const answer = await refusedOf(browser, { ...form, RelayState });
    expect(
      answer.location === null ||
        answer.location.startsWith(outputs().userPool.domain) ||
        answer.location.startsWith("/"),
    ).toBe(true);
    expect(codeIn((await postResponse(browser, form)).location)).not.toBeNull();
  });

  test("refuses a document with a DOCTYPE, a processing instruction or sixteen thousand siblings, quickly", async () => {
    const { browser, form } = await pending();
    const xml = decodedXml(form);
    const body = xml.replace(/^<\?xml[^>]*\?>/, "");
    for (const evil of [
      `<!DOCTYPE x [<!ENTITY e "x">]>${body}`,
      body.replace("alice@example.com", "<?x not-?>alice@example.com"),
      body.replace(/(<saml2?p:Response[^>]*>)/, `$1${"<a/>".repeat(16_000)}`),
    ])
      await refusedOf(browser, { ...form, SAMLResponse: encodedXml(evil) });
    expect(codeIn((await postResponse(browser, form)).location)).not.toBeNull();
  });
});
