import type { Signer } from "@gatehouse/iam-policy/resource-policy.ts";
import type { Principal } from "./credential.ts";

const session = /^arn:([a-z-]+):sts::(\d{12}):assumed-role\/([^/]+)\//;
const user = /:user\/(?:.*\/)?([^/]+)$/;

/** The role of a role's session, of which its ARN does not tell the path; undefined for everybody else. */
export const roleArnOf = (arn: string): string | undefined => {
  const [, partition, accountId, role] = session.exec(arn) ?? [];
  return role === undefined ? undefined : `arn:${partition}:iam::${accountId}:role/${role}`;
};

/** The name of a user; undefined for everybody else. */
export const userNameOf = (arn: string): string | undefined => user.exec(arn)?.[1];

/** The caller as resource policies name it. */
export const signerOf = ({ arn, accountId }: Principal): Signer => {
  const role = roleArnOf(arn);
  return { accountId, arns: role === undefined ? [arn] : [arn, role] };
};
