import type { Fault } from "../fault.ts";
import { sealed, sealedWith } from "./sealing.ts";

export const oaepSha256: Fault = {
  name: "oaep-sha-256",
  family: "encryption",
  description: "The key is transported by RSA-OAEP with SHA-256 for digest and mask.",
  source: "https://www.w3.org/TR/xmlenc-core1/#sec-RSA-OAEP",
  code: "accepted",
  needs: "encrypted assertions",
  prepare: sealed,
  ...sealedWith({ keyTransport: "rsa-oaep-sha256" }),
};
