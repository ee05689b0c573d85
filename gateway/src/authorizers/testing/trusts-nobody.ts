import { awsIssuerOf } from "../../cognito-tokens/user-pool.ts";
import type { Trust } from "../trust.ts";

/** No token is good, and nobody can sign. */
export const trustsNobody: Pick<Trust, "credentials" | "issuerOf" | "keys"> = {
  keys: () => () => Promise.reject(new Error("no key was to be asked for")),
  issuerOf: awsIssuerOf,
  credentials: () => undefined,
};
