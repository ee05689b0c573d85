import type { Fault } from "../fault.ts";
import { sealed, sealedWith } from "./sealing.ts";

export const aes128Gcm: Fault = {
  name: "aes-128-gcm",
  family: "encryption",
  description: "The assertion is encrypted by AES-128-GCM.",
  source: "https://www.w3.org/TR/xmlenc-core1/#sec-AES-GCM",
  code: "accepted",
  needs: "encrypted assertions",
  prepare: sealed,
  ...sealedWith({ content: "aes128-gcm" }),
};
