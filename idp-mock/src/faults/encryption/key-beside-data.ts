import type { Fault } from "../fault.ts";
import { sealed, sealedWith } from "./sealing.ts";

export const keyBesideData: Fault = {
  name: "key-beside-data",
  family: "encryption",
  description: "The key stands beside the encrypted data, as some products write it.",
  source: "SAML Core 2.0, 6.1",
  code: "accepted",
  needs: "encrypted assertions",
  prepare: sealed,
  ...sealedWith({ key: "beside" }),
};
