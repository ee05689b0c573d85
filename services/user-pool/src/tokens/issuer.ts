import { regionOf } from "../config/pool-id.ts";

/** `local`: the URL at which this pool is reached. `aws`: the one that Amazon Cognito would name. */
export type IssuerMode = "local" | "aws";

/**
 * Makes the `iss` of a pool's tokens. It never names the pool's domain.
 * @param publicUrl of this service, without a trailing slash
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html
 */
export const issuerOf =
  (mode: IssuerMode, publicUrl: string) =>
  (poolId: string): string =>
    `${mode === "local" ? publicUrl : `https://cognito-idp.${regionOf(poolId)}.amazonaws.com`}/${poolId}`;
