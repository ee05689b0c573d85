import { verify, X509Certificate } from "node:crypto";
import {
  DescribeIdentityProviderCommand,
  GetSigningCertificateCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { locationOf, newBrowser } from "../testing/browser.ts";
import { withDetails } from "../testing/provider-options.ts";
import { thrown } from "../testing/sdk.ts";
import { authorizeUrl, deliver, depart, sentTo } from "../testing/sign-in.ts";
import { poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool(withDetails({ RequestSigningAlgorithm: "rsa-sha256", EncryptedResponses: "true" }));
});
afterAll(() => pool.stop());

const signingCertificate = async () =>
  (await pool.sdk.send(new GetSigningCertificateCommand({ UserPoolId: poolId }))).Certificate ?? "";
const encryptionCertificate = async (ProviderName = "CorpSAML") => {
  const described = await pool.sdk.send(new DescribeIdentityProviderCommand({ UserPoolId: poolId, ProviderName }));
  return described.IdentityProvider?.ProviderDetails?.ActiveEncryptionCertificate;
};
const certificateIn = (base64 = "") => new X509Certificate(Buffer.from(base64, "base64"));
const years = (certificate: X509Certificate) =>
  (new Date(certificate.validTo).getTime() - new Date(certificate.validFrom).getTime()) / (365 * 86_400_000);

describe("GetSigningCertificate", () => {
  test("answers with base64 of a certificate of RSA-2048 for ten years, the same whoever asks first and after a restart", async () => {
    const [certificate, again] = await Promise.all([signingCertificate(), signingCertificate()]);
    expect(certificate).toMatch(/^[A-Za-z0-9+/]+=*$/);
    const read = certificateIn(certificate);
    expect(read.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2_048);
    expect(years(read)).toBeCloseTo(10, 1);
    expect(again).toBe(certificate);
    await pool.restart();
    expect(await signingCertificate()).toBe(certificate);
  });

  test("knows no certificate of a pool that does not exist", async () => {
    const asked = pool.sdk.send(new GetSigningCertificateCommand({ UserPoolId: "us-east-1_Nowhere00" }));
    expect(await thrown(asked)).toEqual([
      "ResourceNotFoundException",
      expect.stringContaining("us-east-1_Nowhere00"),
      400,
    ]);
  });
});

test("with RequestSigningAlgorithm the AuthnRequest is signed, over just what is sent, in the binding's order", async () => {
  const location = locationOf(await newBrowser().get(authorizeUrl(pool.url)));
  const query = location.slice(`${pool.idp.ssoUrl}&`.length);
  const [signed = "", signature = ""] = query.split("&Signature=");
  expect(signed).toMatch(
    /^SAMLRequest=[^&]+&RelayState=[^&]+&SigAlg=http%3A%2F%2Fwww\.w3\.org%2F2001%2F04%2Fxmldsig-more%23rsa-sha256$/,
  );
  const { publicKey } = certificateIn(await signingCertificate());
  const bytes = Buffer.from(decodeURIComponent(signature), "base64");
  expect(verify("sha256", Buffer.from(signed), publicKey, bytes)).toBe(true);
});

describe("EncryptedResponses", () => {
  const pem = async () => certificateIn(await encryptionCertificate()).toString();
  const deliverWith = async (changes: Parameters<typeof pool.idp.answer>[1]) => {
    const browser = newBrowser();
    const arrival = await depart(pool, browser);
    return sentTo(await deliver(pool, browser, pool.idp.answer(arrival, changes)));
  };

  test("gives the provider a key of its own, which it keeps, and shows its certificate", async () => {
    const certificate = await encryptionCertificate();
    expect(certificateIn(certificate).publicKey.asymmetricKeyDetails?.modulusLength).toBe(2_048);
    expect(years(certificateIn(certificate))).toBeCloseTo(10, 1);
    expect(certificate).not.toBe(await signingCertificate());
    await pool.restart();
    expect(await encryptionCertificate()).toBe(certificate);
    expect(await encryptionCertificate("OtherSAML")).toBeUndefined();
  });

  test("an assertion that is encrypted with it signs in", async () => {
    expect((await deliverWith({ encrypt: { certificate: await pem() } })).get("code")).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each<[string, () => Promise<Parameters<typeof pool.idp.answer>[1]>, string]>([
    ["in the clear", async () => ({}), "SAML Response is invalid."],
    [
      "encrypted by AES-CBC",
      async () => ({ encrypt: { certificate: await pem(), content: "aes256-cbc" } }),
      "SAML Response is invalid.",
    ],
    [
      "encrypted for another",
      async () => ({ encrypt: { certificate: certificateIn(await signingCertificate()).toString() } }),
      "SAML Response is invalid.",
    ],
    [
      "encrypted and unsigned",
      async () => ({ encrypt: { certificate: await pem() }, sign: "not at all" }),
      "SAML Assertion signature is invalid.",
    ],
  ])("an assertion %s is refused", async (_how, changes, sentence) => {
    const sent = await deliverWith(await changes());
    expect(sent.get("error")).toBe("server_error");
    expect(sent.get("error_description")).toBe(`Invalid SAML response received: ${sentence} `);
  });
});

test("keys never show in the log", async () => {
  const rows = [
    ...(await pool.admin("user_pool.saml_signing_keys")),
    ...(await pool.admin("user_pool.saml_encryption_keys")),
  ];
  expect(rows).toHaveLength(2);
  for (const { private_key } of rows) expect(pool.log.join("")).not.toContain(private_key.slice(30, 90));
});
