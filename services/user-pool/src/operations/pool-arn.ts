import { InvalidParameter } from "./failures.ts";

export const regionOf = (poolId: string) => poolId.slice(0, poolId.indexOf("_"));

/** There is one account here. */
export const poolArn = (poolId: string) => `arn:aws:cognito-idp:${regionOf(poolId)}:000000000000:userpool/${poolId}`;

/** @throws {InvalidParameter} for what is not the ARN of a user pool */
export const poolIdIn = (arn: string): string => {
  const id = /^arn:aws[a-z-]*:cognito-idp:[a-z0-9-]+:\d+:userpool\/([\w-]+_[0-9a-zA-Z]+)$/.exec(arn)?.[1];
  if (id === undefined) throw new InvalidParameter(`${arn} is not the ARN of a user pool.`);
  return id;
};
