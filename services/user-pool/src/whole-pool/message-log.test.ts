import { AdminCreateUserCommand, SignUpCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { codeSentTo, nativeClient, startNativePool } from "../testing/native-pool.ts";
import { poolId, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startNativePool();
});
afterAll(() => pool.stop());

const attributes = (Value: string) => [{ Name: "email", Value }];

test("an invitation is logged without its password, which the mailbox has; a code is logged", async () => {
  const [invited, TemporaryPassword] = ["ann@example.com", "Temporary-Horse-7"];
  const user = { UserPoolId: poolId, Username: "ann", UserAttributes: attributes(invited), TemporaryPassword };
  await pool.sdk.send(new AdminCreateUserCommand({ ...user, DesiredDeliveryMediums: ["EMAIL"] }));
  const mail = await pool.admin("user_pool.mailbox").where({ recipient: invited }).first("body");
  expect(mail.body).toContain(TemporaryPassword);
  expect(pool.log.join("")).not.toContain(TemporaryPassword);
  expect(pool.log.find((line) => line.includes(invited))).toContain("a message is in the local mailbox");
  const bob = { Username: "bob", Password: "Correct-Horse-7", UserAttributes: attributes("bob@example.com") };
  await pool.sdk.send(new SignUpCommand({ ClientId: nativeClient, ...bob }));
  expect(pool.log.join("")).toContain(await codeSentTo(pool, "bob@example.com"));
});
