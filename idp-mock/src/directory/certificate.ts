import { X509Certificate } from "node:crypto";
import { z } from "zod";

/** A certificate with an RSA key, as PEM or as metadata have it (base64 of DER); it comes out as PEM. */
export const certificate = z.string().transform((text, context) => {
  const found = readable(text);
  if (found?.publicKey.asymmetricKeyType === "rsa") return found.toString();
  context.addIssue({
    code: "custom",
    message: "expected an X.509 certificate with an RSA key, as PEM or base64 of DER",
  });
  return z.NEVER;
});

const readable = (text: string) => {
  try {
    return new X509Certificate(text.includes("-----BEGIN ") ? text : Buffer.from(text, "base64"));
  } catch {
    return undefined;
  }
};
