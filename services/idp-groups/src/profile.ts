import { z } from "zod";

/** The attribute of the pool to which providers map the groups of their people. */
export const groupsAttribute = "custom:groups";

/** In a token `primary` is a text, in a profile it is none. */
const identities = z.array(
  z.object({ providerName: z.string(), providerType: z.string(), primary: z.union([z.boolean(), z.string()]) }),
);

export interface Identity {
  readonly provider: string;
  readonly type: string;
  /** Whether the profile was made for it; an administrator linked the others. */
  readonly primary: boolean;
}

/**
 * Which providers vouch for a user.
 * @param text the attribute `identities`, which Cognito alone writes; none of a user with a password alone
 * @throws {SyntaxError | z.ZodError} for one that is not of its form
 */
export const identitiesIn = (text: string | undefined): readonly Identity[] =>
  identities.parse(text === undefined ? [] : JSON.parse(text)).map(({ providerName, providerType, primary }) => ({
    provider: providerName,
    type: providerType,
    primary: String(primary) === "true",
  }));
