import { z } from "zod";
import { certificate } from "./certificate.ts";

const entityId = z.string().min(1).max(1024);
const webAddress = z.url({ protocol: /^https?$/, error: "expected an http:// or https:// URL" });

/** One service of a service provider; one that has several is there once for each. */
export const serviceProvider = z.strictObject({
  entityId,
  assertionConsumerService: webAddress,
  /** Where logout messages are posted to. */
  singleLogoutService: webAddress.optional(),
  /** With one, the service provider is known to sign: what is unsigned is not from there. */
  signingCertificate: certificate.optional(),
  /** With one, assertions are encrypted. */
  encryptionCertificate: certificate.optional(),
});

/** What is to change; `null` takes away. */
export const registration = z.strictObject({
  entityId,
  assertionConsumerService: webAddress.optional(),
  singleLogoutService: webAddress.nullish(),
  signingCertificate: certificate.nullish(),
  encryptionCertificate: certificate.nullish(),
});

export type ServiceProvider = z.output<typeof serviceProvider>;
export type Registration = z.output<typeof registration>;
