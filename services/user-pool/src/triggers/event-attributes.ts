import { identitiesText, type User } from "../user.ts";

/** Of a user: what an event shows of the profile. */
export type Subject = Pick<User, "sub" | "status" | "identities" | "attributes" | "tokensNotBefore">;

/** `userAttributes` of an event, all of them strings; none of a user who is not there. */
export const eventAttributes = (user: Subject | undefined): Record<string, string> =>
  user === undefined
    ? {}
    : {
        ...(user.tokensNotBefore ? { "cognito:token_nbf": String(user.tokensNotBefore.getTime()) } : {}),
        sub: user.sub,
        "cognito:user_status": user.status,
        ...identitiesText(user),
        ...user.attributes,
      };

/** Strings by name that an application sends along; left out of events where it sent none. */
export type Metadata = Readonly<Record<string, string>> | undefined;

export const metadataOf = (clientMetadata: Metadata) => (clientMetadata === undefined ? {} : { clientMetadata });
