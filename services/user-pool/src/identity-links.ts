/** Whom a provider will know by an attribute: the NameID (`Cognito_Subject`), or a mapped attribute of the pool. */
export interface LinkedSource {
  readonly poolId: string;
  readonly provider: string;
  readonly attribute: string;
  readonly value: string;
}

/** The attribute that stands for the NameID: https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminLinkProviderForUser.html */
export const subject = "Cognito_Subject";

/** Identities that administrators tie to users, beside those with which profiles were made. */
export interface IdentityLinks {
  /**
   * @param destination username of the user who shall sign in with the source
   * @param profile username of the profile that a first sign-in of the source would make
   * @throws {LinkRefused}
   */
  link(source: LinkedSource, tie: { destination: string; profile: string; now: Date }): Promise<void>;
  /** @returns false where nobody is linked to the source */
  unlink(source: LinkedSource): Promise<boolean>;
}

/** How many sources one user may be linked to: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-identity-federation-consolidate-users.html */
export const mostLinks = 5;

export class LinkRefused extends Error {
  override name = "LinkRefused";
  readonly why: "no such user" | "signed up" | "linked" | "linked to another" | "too many";
  constructor(why: LinkRefused["why"]) {
    super(`the identity cannot be linked: ${why}`);
    this.why = why;
  }
}
