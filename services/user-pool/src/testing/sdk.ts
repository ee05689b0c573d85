import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import type { TestUserPool } from "./user-pool.ts";

/** AWS's own client, unmodified. Its owner destroys it. */
export const sdkOf = ({ url }: TestUserPool): CognitoIdentityProviderClient => {
  const credentials = { accessKeyId: "any", secretAccessKey: "any" };
  return new CognitoIdentityProviderClient({ endpoint: url, region: "us-east-1", credentials, maxAttempts: 1 });
};

/** Name, message and status of the error that a command ends with. */
export const thrown = async (sending: Promise<unknown>): Promise<[string, string, number]> => {
  const error = (await sending.then(
    () => new Error("nothing was thrown"),
    (reason) => reason,
  )) as Error & { $metadata?: { httpStatusCode: number } };
  return [error.name, error.message, error.$metadata?.httpStatusCode ?? 0];
};
