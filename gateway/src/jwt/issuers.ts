import { awsIssuerOf, type UserPool } from "../cognito-tokens/user-pool.ts";

/** What issuers of tokens are called, and where this network reaches them. */
export interface Issuers {
  /** The `iss` in the tokens of a user pool. */
  readonly ofPool: (pool: UserPool) => string;
  /** The URL at which an issuer is reached: itself, unless it goes by another name here. */
  readonly reach: (issuer: string) => string;
}

/** A server of user pools. */
interface PoolServer {
  /** The `iss` of one of its pools. The others' differ in the last segment, or in the region where it calls itself as on AWS. */
  readonly issuer: string;
  /** Where it is reached, without a slash at the end. */
  readonly url: string;
}

/**
 * User pools as they are on AWS, or as a server of user pools in this network has them.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 */
export const issuersWith = (server: PoolServer | null): Issuers => {
  if (!server) return { ofPool: awsIssuerOf, reach: (issuer) => issuer };
  const base = baseOf(server.issuer);
  const asOnAws = amazon.test(base);
  const isServed = (issuer: string) => baseOf(issuer) === base || (asOnAws && amazon.test(baseOf(issuer)));
  return {
    ofPool: (pool) => (asOnAws ? awsIssuerOf(pool) : `${base}/${pool.id}`),
    reach: (issuer) => (isServed(issuer) ? server.url + issuer.slice(baseOf(issuer).length) : issuer),
  };
};

const amazon = /^https:\/\/cognito-idp\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?$/;

const baseOf = (issuer: string) => issuer.slice(0, issuer.lastIndexOf("/"));
