import type { Group } from "../group.ts";
import { epochSeconds } from "./shapes.ts";

/** A GroupType: what the group does not have is left out. */
export const groupDescription = ({ poolId, name, description, roleArn, precedence, createdAt, modifiedAt }: Group) => ({
  GroupName: name,
  UserPoolId: poolId,
  ...(description === undefined ? {} : { Description: description }),
  ...(roleArn === undefined ? {} : { RoleArn: roleArn }),
  ...(precedence === undefined ? {} : { Precedence: precedence }),
  LastModifiedDate: epochSeconds(modifiedAt),
  CreationDate: epochSeconds(createdAt),
});
