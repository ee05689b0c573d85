import { regionOf } from "../config/pool-id.ts";
import { InvalidParameter } from "./failures.ts";

/** There is one account here. */
export const account = "000000000000";

export const poolArn = (poolId: string) => `arn:aws:cognito-idp:${regionOf(poolId)}:${account}:userpool/${poolId}`;

/** @throws {InvalidParameter} for what is not the ARN of a user pool */
export const poolIdIn = (arn: string): string => {
  const id = /^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:\d+:userpool\/([\w-]+_[0-9a-zA-Z]+)$/.exec(arn)?.[1];
  if (id === undefined) throw new InvalidParameter(`${arn} is not the ARN of a user pool.`);
  return id;
};
