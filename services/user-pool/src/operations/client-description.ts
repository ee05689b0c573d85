import type { Declared } from "../config/pool-records.ts";
import type { UserPoolClientSettings } from "../config/user-pool-client.ts";
import { epochSeconds } from "./shapes.ts";

/** A UserPoolClientType, its secret included. */
export const clientDescription = (UserPoolId: string, client: Declared<UserPoolClientSettings>) => ({
  UserPoolId,
  ...client.settings,
  CreationDate: epochSeconds(client.createdAt),
  LastModifiedDate: epochSeconds(client.modifiedAt),
});
