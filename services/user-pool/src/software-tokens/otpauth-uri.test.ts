import { expect, test } from "@jest/globals";
import { otpauthUri } from "./otpauth-uri.ts";

test("holds the issuer, the account and the secret, whatever characters they have", () => {
  const uri = new URL(otpauthUri({ account: "a:b?c&d@example.com", issuer: "my pool", secret: "JBSWY3DPEHPK3PXP" }));
  expect([uri.protocol, uri.host]).toEqual(["otpauth:", "totp"]);
  expect(uri.pathname).toBe("/my%20pool:a%3Ab%3Fc%26d%40example.com");
  expect(Object.fromEntries(uri.searchParams)).toEqual({ secret: "JBSWY3DPEHPK3PXP", issuer: "my pool" });
});
