import { type User, userAttributes } from "../user.ts";
import { epochSeconds } from "./shapes.ts";

const ofTheProfile = (user: User) => ({
  UserCreateDate: epochSeconds(user.createdAt),
  UserLastModifiedDate: epochSeconds(user.modifiedAt),
  Enabled: user.enabled,
  UserStatus: user.status,
});

/** As AdminGetUser answers: attributes under `UserAttributes`. */
export const adminUser = (user: User) => ({
  Username: user.username,
  UserAttributes: userAttributes(user),
  ...ofTheProfile(user),
});

/** As ListUsers answers: the same under `Attributes`. */
export const listedUser = (user: User, wanted: readonly string[] | undefined) => ({
  Username: user.username,
  Attributes: userAttributes(user).filter(({ Name }) => wanted?.includes(Name) ?? true),
  ...ofTheProfile(user),
});
