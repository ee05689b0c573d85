import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { locationOf, newBrowser } from "../testing/browser.ts";
import { type Answer, attributesOf, startIdentityProvider } from "../testing/identity-provider.ts";
import { authorizeUrl, codeFor, deliver, depart, sentTo, tokenRequest, tokensFor } from "../testing/sign-in.ts";
import { callback, clientId, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool();
});
afterAll(() => pool.stop());

type Changes = Parameters<TestUserPool["idp"]["answer"]>[1];

const aCode = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/;

/** What comes of an answer with these changes, edited after it was signed. */
const received = async (changes: Changes = {}, edit = (xml: string) => xml) => {
  const browser = newBrowser();
  const answer = pool.idp.answer(await depart(pool, browser), changes);
  return deliver(pool, browser, edited(answer, edit));
};

const edited = (answer: Answer, edit: (xml: string) => string): Answer => {
  const xml = Buffer.from(answer.SAMLResponse, "base64").toString();
  return { ...answer, SAMLResponse: Buffer.from(edit(xml)).toString("base64") };
};

const replaced = (from: string | RegExp, to: string) => (xml: string) => {
  if (typeof from === "string" ? !xml.includes(from) : !from.test(xml))
    throw new Error(`There is no ${from} to replace`);
  return xml.replace(from, () => to);
};

const expectRefusal = (response: Response, error_description: string) => {
  const query = new URLSearchParams([
    ["error_description", error_description],
    ["error", "server_error"],
    ["state", "s1"],
  ]);
  expect(locationOf(response)).toBe(`${callback}?${query}`);
};

const invalid = "Invalid SAML response received: SAML Response is invalid. ";
const badSignature = "Invalid SAML response received: SAML Assertion signature is invalid. ";

const expectErrorPage = async (response: Response, message: string) => {
  expect(response.status).toBe(400);
  expect(await response.text()).toContain(message);
};

const unusable = "Invalid samlResponse or relayState from identity provider";

const outcomes = (count: number): Promise<string[]> =>
  pool.admin("audit.sign_ins").orderBy("id", "desc").limit(count).pluck("outcome");

describe("11.1 the AuthnRequest", () => {
  test("11.1 is Cognito's own, to the letter, without a NameIDPolicy", async () => {
    const { authnRequest, requestId } = await depart(pool, newBrowser());
    const sso = pool.idp.metadataUrl.replace("/metadata", "/sso?tenant=1");
    const instant = /IssueInstant="(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)"/.exec(authnRequest)?.[1] ?? "";
    expect(Math.abs(Date.now() - Date.parse(instant))).toBeLessThan(60_000);
    expect(authnRequest).toBe(
      `<?xml version="1.0" encoding="UTF-8"?>\n<saml2p:AuthnRequest AssertionConsumerServiceURL="${pool.url}/saml2/idpresponse" Destination="${sso}" ID="${requestId}" IssueInstant="${instant}" Version="2.0" xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol"><saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity" xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion">urn:amazon:cognito:sp:${poolId}</saml2:Issuer></saml2p:AuthnRequest>`,
    );
    expect(requestId).toMatch(/^_[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/);
  });
});

describe("11.2 RelayState", () => {
  const deliveredWith = async (change: (relayState: string) => string) => {
    const browser = newBrowser();
    const answer = pool.idp.answer(await depart(pool, browser));
    return deliver(pool, browser, { ...answer, RelayState: change(answer.RelayState) });
  };

  test("11.2 is opaque and longer than 80 bytes, and signs in as it was sent", async () => {
    expect((await depart(pool, newBrowser())).relayState).toMatch(/^H4sIAAAA.{200,}$/);
    expect(sentTo(await deliveredWith((relayState) => relayState)).get("code")).toMatch(aCode);
  });

  test.each<[string, (relayState: string) => string]>([
    ["is cut off at 80 bytes", (text) => text.slice(0, 80)],
    ["is tampered with", (text) => text.replace(/.\./, (end) => (end === "A." ? "B." : "A."))],
    ["is encoded once more", (text) => encodeURIComponent(`${text}=`)],
  ])("11.2 that %s ends on the error page", async (_what, change) => {
    await expectErrorPage(await deliveredWith(change), unusable);
  });
});

describe("11.3 the signature", () => {
  test.each(["assertion", "response", "both"] as const)("11.3 of the %s signs in", async (what) => {
    expect(sentTo(await received({ sign: { what } })).get("code")).toMatch(aCode);
  });

  test("11.3 that is missing is refused with server_error, error_description first", async () => {
    expectRefusal(await received({ sign: "not at all" }), badSignature);
  });

  test("11.3 by another's key is refused with server_error, error_description first", async () => {
    const stranger = await startIdentityProvider();
    const browser = newBrowser();
    const answer = stranger.answer(await depart(pool, browser), { issuer: pool.idp.entityId });
    expectRefusal(await deliver(pool, browser, answer), badSignature);
    await stranger.close();
  });

  test("11.3 of an assertion that another wraps is refused with server_error, error_description first", async () => {
    const wrapped = await received({}, (xml) => {
      const signed = /<saml:Assertion .*<\/saml:Assertion>/s.exec(xml)?.[0] ?? "";
      const forged = signed
        .replace(/<ds:Signature .*<\/ds:Signature>/s, "")
        .replace(/ ID="[^"]+"/, ' ID="_forged"')
        .replace(">alice@", ">admin@");
      return replaced(signed, forged + signed)(xml);
    });
    expectRefusal(wrapped, invalid);
  });
});

describe("11.4 each of these is refused alone", () => {
  const elsewhere = "https://elsewhere.example.com/saml2/idpresponse";

  test("11.4 control: all of them as expected sign in", async () => {
    expect(sentTo(await received()).get("code")).toMatch(aCode);
  });

  test("11.4 the audience of another pool", async () => {
    expectRefusal(await received({ audience: `urn:amazon:cognito:sp:${poolId}x` }), invalid);
    expect(await outcomes(1)).toEqual(["SAML_AUDIENCE_MISMATCH"]);
  });

  test("11.4 the recipient of another service provider", async () => {
    expectRefusal(await received({ recipient: elsewhere }), invalid);
    expect(await outcomes(1)).toEqual(["SAML_RECIPIENT_MISMATCH"]);
  });

  test("11.4 InResponseTo of the Response", async () => {
    expectRefusal(await received({}, replaced(/ InResponseTo="[^"]+"/, ' InResponseTo="_another"')), invalid);
    expect(await outcomes(1)).toEqual(["SAML_IN_RESPONSE_TO_MISMATCH"]);
  });

  test("11.4 InResponseTo of the SubjectConfirmationData", async () => {
    const browser = newBrowser();
    const arrival = await depart(pool, browser);
    const answer = pool.idp.answer(arrival, { inResponseTo: "_another" });
    const patched = edited(answer, replaced(' InResponseTo="_another"', ` InResponseTo="${arrival.requestId}"`));
    expectRefusal(await deliver(pool, browser, patched), invalid);
    expect(await outcomes(1)).toEqual(["SAML_IN_RESPONSE_TO_MISMATCH"]);
  });
});

test("11.5 an assertion that was used is refused, in the same response and in another", async () => {
  const browser = newBrowser();
  const answer = pool.idp.answer(await depart(pool, browser), { assertionId: "_once" });
  expect(sentTo(await deliver(pool, browser, answer)).get("code")).toMatch(aCode);
  await expectErrorPage(await deliver(pool, browser, answer), unusable);
  const again = pool.idp.answer(await depart(pool, browser, { prompt: "login" }), { assertionId: "_once" });
  expectRefusal(await deliver(pool, browser, again), invalid);
  expect(await outcomes(1)).toEqual(["SAML_REPLAYED"]);
});

describe("11.7 the username", () => {
  let insensitive: TestUserPool;
  beforeAll(async () => {
    insensitive = await startUserPool((config) => ({
      ...config,
      UserPool: { ...config.UserPool, UsernameConfiguration: { CaseSensitive: false } },
    }));
  });
  afterAll(() => insensitive.stop());

  test.each<[string, () => TestUserPool, string]>([
    [
      "is in lower case as a whole where the pool does not tell cases apart",
      () => insensitive,
      "corpsaml_bob@example.com",
    ],
    ["is as the provider says where the pool does", () => pool, "CorpSAML_Bob@Example.com"],
  ])("11.7 %s; group and identities keep the case, and the identities are strings", async (_what, of, username) => {
    const { id_token } = await tokensFor(of(), { response: { nameId: "Bob@Example.com" } });
    const claims = decodeJwt(id_token);
    expect(claims).toMatchObject({
      "cognito:username": username,
      "cognito:groups": [`${poolId}_CorpSAML`],
      identities: [
        {
          userId: "Bob@Example.com",
          providerName: "CorpSAML",
          providerType: "SAML",
          issuer: of().idp.entityId,
          primary: "true",
          dateCreated: expect.stringMatching(/^\d{13}$/),
        },
      ],
    });
  });
});

describe("11.8 the nonce", () => {
  test("11.8 is made by the pool at a federated sign-in without one, and the request's is echoed", async () => {
    expect(decodeJwt((await tokensFor(pool)).id_token).nonce).toMatch(/^[\w-]{171}$/);
    const { id_token } = await tokensFor(pool, { request: { nonce: "n-0S6_WzA2Mj" } });
    expect(decodeJwt(id_token).nonce).toBe("n-0S6_WzA2Mj");
  });

  test("11.8 is not there when the cookie answers", async () => {
    const browser = newBrowser();
    await codeFor(pool, { browser });
    const code = sentTo(await browser.get(authorizeUrl(pool.url))).get("code") ?? "";
    const form = { grant_type: "authorization_code", code, client_id: clientId, redirect_uri: callback };
    const { id_token } = (await (await tokenRequest(pool, form)).json()) as { id_token: string };
    expect(decodeJwt(id_token)).not.toHaveProperty("nonce");
  });
});

describe("11.9 email_verified", () => {
  const shownTo = async (token: string) => {
    const response = await fetch(`${pool.url}/oauth2/userInfo`, { headers: { authorization: `Bearer ${token}` } });
    return (await response.json()) as Record<string, unknown>;
  };

  test("11.9 is false unless mapped: a boolean in the token, a string elsewhere", async () => {
    const { id_token, access_token } = await tokensFor(pool);
    expect(decodeJwt(id_token).email_verified).toBe(false);
    expect((await shownTo(access_token)).email_verified).toBe("false");
  });

  test("11.9 is what the provider says where it is mapped", async () => {
    const mapped = await startUserPool((config) => ({
      ...config,
      IdentityProviders: config.IdentityProviders.map((provider) =>
        "AttributeMapping" in provider
          ? { ...provider, AttributeMapping: { ...provider.AttributeMapping, email_verified: "verified" } }
          : provider,
      ),
    }));
    const attributes = { ...attributesOf("alice@example.com"), verified: ["true"] };
    const { id_token } = await tokensFor(mapped, { response: { attributes } });
    expect(decodeJwt(id_token).email_verified).toBe(true);
    await mapped.stop();
  });
});

const attributesStored = async (username: string): Promise<Record<string, string>> =>
  (await pool.admin("user_pool.users").where({ username }).first("attributes")).attributes;

test("11.10 several values become [a,b], one stays plain", async () => {
  const { id_token } = await tokensFor(pool, { response: { nameId: "many@example.com" } });
  const values = { "custom:groups": "[traders,night%2C+shift]", given_name: "Alice" };
  expect(decodeJwt(id_token)).toMatchObject(values);
  expect(await attributesStored("CorpSAML_many@example.com")).toMatchObject(values);
});

test("11.11 an immutable mapped attribute is set at the first sign-in, and fails the second", async () => {
  const nameId = "desk@example.com";
  const response = { nameId, attributes: { ...attributesOf(nameId), desk: ["rates"] } };
  expect(sentTo(await received(response)).get("code")).toMatch(aCode);
  expectRefusal(
    await received(response),
    "Error in SAML response processing: Invalid user attributes: custom:desk: Attribute cannot be updated",
  );
  expect(await attributesStored(`CorpSAML_${nameId}`)).toMatchObject({ "custom:desk": "rates" });
});

test("11.12 a required attribute that is missing is named", async () => {
  expectRefusal(
    await received({ nameId: "nobody@example.com", attributes: {} }),
    "Invalid SAML response received: Invalid user attributes: email: The attribute is required",
  );
});
