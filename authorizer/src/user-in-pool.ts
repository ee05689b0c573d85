import { type PoolRequest, PoolUnreachable } from "@gatehouse/user-pool-client/pool-request.ts";
import { z } from "zod";
import type { FindUser, PoolUser } from "./pool-user.ts";

const answer = z.object({
  Username: z.string().min(1),
  UserAttributes: z.array(z.object({ Name: z.string(), Value: z.string() })),
});

const failureAnswer = z.object({ __type: z.string() });

/** What the pool says of a token that no longer holds. Everything else is an outage, not the caller's fault. */
const refusals = ["NotAuthorizedException", "UserNotFoundException"];

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html
 * @throws {PoolUnreachable} when the pool does not say who the user is, nor that the token is void.
 */
export const userInPool =
  (pool: PoolRequest): FindUser =>
  async (accessToken) => {
    const { status, body } = await pool("/", {
      method: "POST",
      headers: {
        "content-type": "application/x-amz-json-1.1",
        "x-amz-target": "AWSCognitoIdentityProviderService.GetUser",
      },
      body: JSON.stringify({ AccessToken: accessToken }),
    });
    if (status === 200) return userOf(body);
    const kind = kindOf(body);
    if (status === 400 && refusals.includes(kind)) return undefined;
    throw new PoolUnreachable(`the user pool answered ${status} ${kind} for GetUser`);
  };

const userOf = (body: unknown): PoolUser => {
  const parsed = answer.safeParse(body);
  if (!parsed.success)
    throw new PoolUnreachable(`the user pool's answer for GetUser: ${z.prettifyError(parsed.error)}`);
  const attributes = Object.fromEntries(parsed.data.UserAttributes.map(({ Name, Value }) => [Name, Value]));
  const { sub } = attributes;
  if (!sub) throw new PoolUnreachable("the user pool's answer for GetUser has no sub");
  return { username: parsed.data.Username, sub, attributes };
};

/** `__type` may carry a namespace: `com.amazonaws…#NotAuthorizedException`. */
const kindOf = (body: unknown) =>
  failureAnswer.safeParse(body).data?.__type.split("#").at(-1) ?? "without an error type";
