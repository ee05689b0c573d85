import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { codeSentTo, nativeClient, startNativePool } from "../testing/native-pool.ts";
import { poolId, type TestUserPool } from "../testing/user-pool.ts";
import { type IdentityJs, startIdentityJs } from "./testing/identity-js.ts";

let pool: TestUserPool;
let client: IdentityJs;
beforeAll(async () => {
  pool = await startNativePool();
  client = startIdentityJs({ UserPoolId: poolId, ClientId: nativeClient, endpoint: pool.url });
});
afterAll(async () => {
  await client.stop();
  await pool.stop();
});

const password = "Correct-Horse-7";

const signedUp = async (name: string): Promise<string> => {
  await client.act("signUp", name, password, { email: `${name}@example.com` });
  await client.act("confirm", name, await codeSentTo(pool, `${name}@example.com`));
  return name;
};

interface Session {
  readonly id: Record<string, unknown>;
  readonly access: Record<string, unknown>;
  readonly refreshToken: string;
}

const signIn = (name: string, given = password) => client.act("signIn", name, given) as Promise<Session>;

describe("amazon-cognito-identity-js", () => {
  test("signs up, confirms, signs in by SRP, refreshes, reads and writes attributes, and signs out", async () => {
    const name = await signedUp("alice");
    const session = await signIn(name);
    expect(session.id).toMatchObject({
      "cognito:username": "alice",
      email: "alice@example.com",
      email_verified: true,
      event_id: expect.any(String),
    });
    expect(session.access).toMatchObject({ scope: "aws.cognito.signin.user.admin", username: "alice" });
    const refreshed = await client.act("refresh", name, session.refreshToken);
    expect(refreshed.id).toMatchObject({ origin_jti: session.id.origin_jti, auth_time: session.id.auth_time });
    await client.act("changeAttribute", name, "nickname", "Al");
    expect(await client.act("attributes", name)).toMatchObject({
      email: "alice@example.com",
      email_verified: "true",
      nickname: "Al",
    });
    await client.act("signOut", name);
    await expect(client.act("attributes", name)).rejects.toBeDefined();
  });

  test("a wrong password fails, and the right one then works", async () => {
    const name = await signedUp("bob");
    await expect(signIn(name, "Wrong-Horse-7")).rejects.toEqual({
      code: "NotAuthorizedException",
      message: "Incorrect username or password.",
    });
    expect((await signIn(name)).id).toMatchObject({ "cognito:username": "bob" });
  });

  test("a forgotten password is set anew by a code", async () => {
    const name = await signedUp("carol");
    expect(await client.act("forgotPassword", name)).toEqual({
      CodeDeliveryDetails: { AttributeName: "email", DeliveryMedium: "EMAIL", Destination: "c***@e***" },
    });
    const code = await codeSentTo(pool, "carol@example.com");
    await client.act("confirmPassword", name, code, "Another-Horse-8");
    await expect(signIn(name)).rejects.toMatchObject({ code: "NotAuthorizedException" });
    expect((await signIn(name, "Another-Horse-8")).id).toMatchObject({ "cognito:username": "carol" });
  });
});
