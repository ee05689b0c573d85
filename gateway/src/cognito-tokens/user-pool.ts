/** A user pool as `providerARNs` names it. */
export interface UserPool {
  readonly region: string;
  readonly accountId: string;
  /** `us-east-1_AbCdEfGhI`; its region is in it. */
  readonly id: string;
}

const arn = /^arn:aws[a-z-]*:cognito-idp:([a-z0-9-]+):(\d{12}):userpool\/(([a-z0-9-]+)_[A-Za-z0-9]+)$/;

/**
 * Reads `arn:aws:cognito-idp:{region}:{account}:userpool/{pool id}`; null for anything else.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html#amazoncognitouserpools-resources-for-iam-policies
 */
export const userPoolIn = (text: string): UserPool | null => {
  const [, region = "", accountId = "", id = "", regionOfPool] = arn.exec(text) ?? [];
  return region !== "" && region === regionOfPool ? { region, accountId, id } : null;
};

/** The `iss` that Amazon Cognito itself gives a pool's tokens. */
export const awsIssuerOf = ({ region, id }: UserPool): string =>
  `https://cognito-idp.${region}.${region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com"}/${id}`;
