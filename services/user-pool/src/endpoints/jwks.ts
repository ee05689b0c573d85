import { keySet } from "../tokens/signing-keys.ts";
import type { Endpoint } from "./endpoint.ts";
import { forPool } from "./well-known.ts";

export const jwks: Endpoint = {
  method: "get",
  path: "/:poolId/.well-known/jwks.json",
  source:
    "https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html",
  unconfirmed: "the status for an unknown pool, and for how long the answer may be cached",
  answer: forPool(async (poolId, { signingKeys }) => keySet(await signingKeys(poolId))),
};
