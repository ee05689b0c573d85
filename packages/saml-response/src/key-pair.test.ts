import { createPrivateKey, X509Certificate } from "node:crypto";
import { expect, test } from "@jest/globals";
import { selfSigned } from "./key-pair.ts";

test("a certificate fits its RSA-2048 key, signs itself and bears the name as it was given", async () => {
  const commonName = 'Corp, O="Evil"';
  const { key, certificate } = await selfSigned({ commonName, days: 2 });
  const x509 = new X509Certificate(certificate);
  expect(createPrivateKey(key).asymmetricKeyDetails).toMatchObject({ modulusLength: 2_048 });
  expect(x509.checkPrivateKey(createPrivateKey(key))).toBe(true);
  expect(x509.verify(x509.publicKey)).toBe(true);
  expect(x509.toLegacyObject().subject).toEqual({ CN: commonName });
  expect(x509.toLegacyObject().issuer).toEqual({ CN: commonName });
  expect(Number(x509.validToDate) - Number(x509.validFromDate)).toBe(2 * 24 * 60 * 60 * 1_000);
});

test("a certificate is short and over where that is asked for", async () => {
  const { certificate } = await selfSigned({
    commonName: "old",
    bits: 1_024,
    days: 1,
    since: new Date("2020-02-01T00:00:00Z"),
  });
  const { publicKey, validTo } = new X509Certificate(certificate);
  expect(publicKey.asymmetricKeyDetails).toMatchObject({ modulusLength: 1_024 });
  expect(new Date(validTo)).toEqual(new Date("2020-02-02T00:00:00Z"));
});
