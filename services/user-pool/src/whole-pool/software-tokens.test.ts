import {
  AdminConfirmSignUpCommand,
  AdminGetUserCommand,
  AdminSetUserMFAPreferenceCommand,
  AssociateSoftwareTokenCommand,
  InitiateAuthCommand,
  RespondToAuthChallengeCommand,
  SetUserMFAPreferenceCommand,
  SignUpCommand,
  VerifySoftwareTokenCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { codeOf, wrongCode } from "../testing/authenticator-app.ts";
import { nativeClient, startNativePool } from "../testing/native-pool.ts";
import { thrown } from "../testing/sdk.ts";
import { poolId, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
const optional = { MfaConfiguration: "OPTIONAL", EnabledMfas: ["SOFTWARE_TOKEN_MFA"] };
beforeAll(async () => {
  pool = await startNativePool(optional);
});
afterAll(() => pool.stop());

const Password = "Correct-Horse-7";

const member = async (Username: string) => {
  const UserAttributes = [{ Name: "email", Value: `${Username}@example.com` }];
  await pool.sdk.send(new SignUpCommand({ ClientId: nativeClient, Username, Password, UserAttributes }));
  await pool.sdk.send(new AdminConfirmSignUpCommand({ UserPoolId: poolId, Username }));
};

const signIn = (USERNAME: string) => {
  const AuthParameters = { USERNAME, PASSWORD: Password };
  return pool.sdk.send(
    new InitiateAuthCommand({ AuthFlow: "USER_PASSWORD_AUTH", ClientId: nativeClient, AuthParameters }),
  );
};

const respond = (ChallengeName: "SOFTWARE_TOKEN_MFA" | "MFA_SETUP", Session: string | undefined, responses: object) =>
  pool.sdk.send(
    new RespondToAuthChallengeCommand({
      ClientId: nativeClient,
      ChallengeName,
      Session,
      ChallengeResponses: { ...responses },
    }),
  );

test("an authenticator app is associated, verified, enabled, and asked for; a code counts once", async () => {
  await member("anna");
  const { AuthenticationResult } = await signIn("anna");
  const AccessToken = AuthenticationResult?.AccessToken ?? "";
  const prefer = new SetUserMFAPreferenceCommand({
    AccessToken,
    SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
  });
  expect((await thrown(pool.sdk.send(prefer)))[0]).toBe("InvalidParameterException");
  const { SecretCode = "" } = await pool.sdk.send(new AssociateSoftwareTokenCommand({ AccessToken }));
  const verify = (UserCode: string) => pool.sdk.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode }));
  expect((await thrown(verify(wrongCode(SecretCode))))[0]).toBe("EnableSoftwareTokenMFAException");
  expect((await verify(codeOf(SecretCode))).Status).toBe("SUCCESS");
  await pool.sdk.send(prefer);
  expect(await pool.sdk.send(new AdminGetUserCommand({ UserPoolId: poolId, Username: "anna" }))).toMatchObject({
    PreferredMfaSetting: "SOFTWARE_TOKEN_MFA",
    UserMFASettingList: ["SOFTWARE_TOKEN_MFA"],
  });
  const [one, two] = [await signIn("anna"), await signIn("anna")];
  expect(one).toMatchObject({ ChallengeName: "SOFTWARE_TOKEN_MFA" });
  expect(one.AuthenticationResult).toBeUndefined();
  const answer = (code: string, Session = one.Session) =>
    respond("SOFTWARE_TOKEN_MFA", Session, { USERNAME: "anna", SOFTWARE_TOKEN_MFA_CODE: code });
  expect((await thrown(answer(wrongCode(SecretCode))))[0]).toBe("CodeMismatchException");
  const code = codeOf(SecretCode, 1);
  const outcomes = await Promise.allSettled([answer(code), answer(code), answer(code, two.Session)]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const spent = await thrown(answer(code, (await signIn("anna")).Session));
  expect(["ExpiredCodeException", "CodeMismatchException"]).toContain(spent[0]);
});

test("too many wrong codes lock the second factor", async () => {
  await member("bert");
  const AccessToken = (await signIn("bert")).AuthenticationResult?.AccessToken ?? "";
  const { SecretCode = "" } = await pool.sdk.send(new AssociateSoftwareTokenCommand({ AccessToken }));
  await pool.sdk.send(new VerifySoftwareTokenCommand({ AccessToken, UserCode: codeOf(SecretCode) }));
  const SoftwareTokenMfaSettings = { Enabled: true };
  await pool.sdk.send(
    new AdminSetUserMFAPreferenceCommand({ UserPoolId: poolId, Username: "bert", SoftwareTokenMfaSettings }),
  );
  const answer = async (code: string) =>
    respond("SOFTWARE_TOKEN_MFA", (await signIn("bert")).Session, { USERNAME: "bert", SOFTWARE_TOKEN_MFA_CODE: code });
  for (let attempt = 0; attempt < 5; attempt++)
    expect((await thrown(answer(wrongCode(SecretCode))))[0]).toBe("CodeMismatchException");
  // Locked for a second and then longer: the lock is set far ahead, so that no slow machine outlives it.
  const locked = pool.admin("user_pool.failed_sign_ins").where({ name: "bert SOFTWARE_TOKEN" });
  expect((await locked.clone().first()).failures).toBe(5);
  await locked
    .clone()
    .update({ locked_until: new Date(Date.now() + 600_000), expires_at: new Date(Date.now() + 900_000) });
  expect((await thrown(answer(codeOf(SecretCode, 1))))[1]).toBe("Password attempts exceeded");
  await locked.clone().delete();
  expect((await answer(codeOf(SecretCode, 1))).AuthenticationResult?.AccessToken).toBeDefined();
});

test("a pool that demands it has the app set up in the middle of the sign-in", async () => {
  await member("carl");
  await pool.admin("user_pool.pools").update({
    settings: pool.admin.raw(`jsonb_set(settings, '{MfaConfiguration}', '"ON"')`),
  });
  const asked = await signIn("carl");
  expect(asked).toMatchObject({
    ChallengeName: "MFA_SETUP",
    ChallengeParameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' },
  });
  expect((await thrown(respond("MFA_SETUP", asked.Session, { USERNAME: "carl" })))[0]).toBe("NotAuthorizedException");
  const begun = await pool.sdk.send(new AssociateSoftwareTokenCommand({ Session: asked.Session }));
  expect((await thrown(pool.sdk.send(new AssociateSoftwareTokenCommand({ Session: asked.Session }))))[0]).toBe(
    "NotAuthorizedException",
  );
  const UserCode = codeOf(begun.SecretCode ?? "");
  const verified = await pool.sdk.send(new VerifySoftwareTokenCommand({ Session: begun.Session, UserCode }));
  const done = await respond("MFA_SETUP", verified.Session, { USERNAME: "carl" });
  expect(done.AuthenticationResult?.AccessToken).toBeDefined();
  expect((await signIn("carl")).ChallengeName).toBe("SOFTWARE_TOKEN_MFA");
});
