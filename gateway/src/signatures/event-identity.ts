import type { Credential } from "./credential.ts";

/**
 * What an IAM caller adds to `requestContext.identity` in events of a REST API (recorded on AWS on 2024-06-17 by
 * Powertools for AWS Lambda); the same names stand behind `$context.identity.`.
 */
export const restIdentity = ({ accessKeyId, principal }: Credential) => ({
  accountId: principal.accountId,
  caller: principal.userId,
  accessKey: accessKeyId,
  userArn: principal.arn,
  user: principal.userId,
});

/** `requestContext.authorizer.iam` in events of an HTTP API, in the recorded order. */
export const httpAuthorizerIam = ({ accessKeyId, principal }: Credential) => ({
  accessKey: accessKeyId,
  accountId: principal.accountId,
  callerId: principal.userId,
  cognitoIdentity: null,
  principalOrgId: null,
  userArn: principal.arn,
  userId: principal.userId,
});
