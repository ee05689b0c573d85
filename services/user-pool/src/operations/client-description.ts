import type { Declared } from "../config/pool-records.ts";
import type { UserPoolClientSettings } from "../config/user-pool-client.ts";
import { epochSeconds } from "./shapes.ts";

/** A UserPoolClientType, its secret included. Lists that hold nothing are not told. */
export const clientDescription = (UserPoolId: string, client: Declared<UserPoolClientSettings>) => ({
  UserPoolId,
  RefreshTokenValidity: 30,
  AuthSessionValidity: 3,
  EnablePropagateAdditionalUserContextData: false,
  ...withoutEmptyLists(client.settings),
  CreationDate: epochSeconds(client.createdAt),
  LastModifiedDate: epochSeconds(client.modifiedAt),
});

const withoutEmptyLists = (settings: UserPoolClientSettings) =>
  Object.fromEntries(
    Object.entries(settings).filter(([, value]) => !Array.isArray(value) || value.length > 0),
  ) as Partial<UserPoolClientSettings>;
