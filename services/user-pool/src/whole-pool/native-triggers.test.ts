import {
  type AuthenticationResultType,
  ConfirmForgotPasswordCommand,
  ForgotPasswordCommand,
  InitiateAuthCommand,
  type InitiateAuthCommandOutput,
  RespondToAuthChallengeCommand,
  SignUpCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { codeSentTo, hidingClient, nativeClient, startNativePool } from "../testing/native-pool.ts";
import { thrown } from "../testing/sdk.ts";
import { type Behaviour, eventsSeen, responds, triggerArn, triggersDo } from "../testing/trigger.ts";
import { poolId, type TestUserPool } from "../testing/user-pool.ts";

const names = [
  "PreSignUp",
  "PostConfirmation",
  "PreAuthentication",
  "PostAuthentication",
  "DefineAuthChallenge",
  "CreateAuthChallenge",
  "VerifyAuthChallengeResponse",
  "PreTokenGeneration",
];

const Password = "Correct-Horse-7";
const autoConfirming = { PreSignUp_SignUp: responds({ autoConfirmUser: true, autoVerifyEmail: true }) };

let pool: TestUserPool;
const startWith = async (triggers: readonly string[]) => {
  const LambdaConfig = Object.fromEntries(triggers.map((name) => [name, triggerArn]));
  pool = await startNativePool({ LambdaConfig });
};
const stop = async () => {
  await pool.stop();
};
beforeEach(() => triggersDo());
afterEach(() => triggersDo());

const sources = () => eventsSeen().map(({ triggerSource }) => triggerSource);
const signUp = async (Username: string) => {
  triggersDo(autoConfirming);
  const UserAttributes = [{ Name: "email", Value: `${Username}@example.com` }];
  await pool.sdk.send(new SignUpCommand({ ClientId: nativeClient, Username, Password, UserAttributes }));
};
const withPassword = (USERNAME: string, PASSWORD = Password, ClientMetadata?: Record<string, string>) =>
  pool.sdk.send(
    new InitiateAuthCommand({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId: nativeClient,
      AuthParameters: { USERNAME, PASSWORD },
      ClientMetadata,
    }),
  );
const throwing =
  (message: string): Behaviour =>
  () => {
    throw new Error(message);
  };

describe("the triggers of users with passwords", () => {
  beforeAll(() => startWith(names));
  afterAll(() => stop());

  test("are asked in order when somebody signs up and in", async () => {
    await signUp("anna");
    expect(sources()).toEqual(["PreSignUp_SignUp", "PostConfirmation_ConfirmSignUp"]);
    triggersDo();
    await withPassword("anna", Password, { device: "7" });
    expect(sources()).toEqual([
      "PreAuthentication_Authentication",
      "PostAuthentication_Authentication",
      "TokenGeneration_Authentication",
    ]);
    expect(eventsSeen()[0]?.request).toMatchObject({ validationData: { device: "7" }, userNotFound: false });
  });

  test.each([
    ["PreAuthentication_Authentication", "PreAuthentication"],
    ["PostAuthentication_Authentication", "PostAuthentication"],
    ["TokenGeneration_Authentication", "PreTokenGeneration"],
  ])("%s may refuse", async (source, trigger) => {
    const username = `ben${source.length}`;
    await signUp(username);
    triggersDo({ [source]: throwing("not you") });
    expect(await thrown(withPassword(username))).toEqual([
      "UserLambdaValidationException",
      `${trigger} failed with error not you.`,
      400,
    ]);
    expect(await pool.admin("user_pool.token_families").where({ username })).toEqual([]);
    triggersDo();
    expect((await withPassword(username)).AuthenticationResult?.AccessToken).toBeDefined();
  });

  test("PreAuthentication hears of nobody, unless the client must not know who there is", async () => {
    expect((await thrown(withPassword("nobody")))[0]).toBe("UserNotFoundException");
    expect(sources()).toEqual([]);
    const AuthParameters = { USERNAME: "nobody", PASSWORD: Password };
    const command = new InitiateAuthCommand({ AuthFlow: "USER_PASSWORD_AUTH", ClientId: hidingClient, AuthParameters });
    expect((await thrown(pool.sdk.send(command)))[0]).toBe("NotAuthorizedException");
    expect(eventsSeen()[0]).toMatchObject({ userName: "nobody", request: { userAttributes: {}, userNotFound: true } });
  });

  test("all claims of a user who signs in at the API with a password", async () => {
    await signUp("golden");
    triggersDo();
    const { AuthenticationResult } = await withPassword("golden");
    const { IdToken = "", AccessToken = "" } = AuthenticationResult as AuthenticationResultType;
    const [id, access] = [decodeJwt(IdToken), decodeJwt(AccessToken)];
    const uuid = expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    const common = {
      sub: uuid,
      iss: `${pool.url}/${poolId}`,
      origin_jti: access.origin_jti,
      event_id: uuid,
      auth_time: expect.any(Number),
      iat: expect.any(Number),
      jti: uuid,
    };
    expect(id).toEqual({
      ...common,
      email: "golden@example.com",
      email_verified: true,
      "cognito:username": "golden",
      aud: nativeClient,
      token_use: "id",
      exp: (id.iat ?? 0) + 3600,
    });
    expect(access).toEqual({
      ...common,
      client_id: nativeClient,
      token_use: "access",
      scope: "aws.cognito.signin.user.admin",
      exp: (access.iat ?? 0) + 3600,
      username: "golden",
    });
    expect(id.event_id).toBe(access.event_id);
  });
});

describe("CUSTOM_AUTH", () => {
  beforeAll(() => startWith(names));
  afterAll(() => stop());

  /** Two sums in a row, each with one attempt. */
  const sums: Readonly<Record<string, Behaviour>> = {
    DefineAuthChallenge_Authentication: (event) => {
      const session = event.request.session as { challengeResult: boolean }[];
      const failAuthentication = session.some(({ challengeResult }) => !challengeResult);
      const issueTokens = !failAuthentication && session.length === 2;
      return responds({ challengeName: "CUSTOM_CHALLENGE", failAuthentication, issueTokens })(event);
    },
    CreateAuthChallenge_Authentication: responds({
      publicChallengeParameters: { question: "2+3" },
      privateChallengeParameters: { sum: "5" },
      challengeMetadata: "SUM",
    }),
    VerifyAuthChallengeResponse_Authentication: (event) => {
      const { privateChallengeParameters, challengeAnswer } = event.request;
      const answerCorrect = (privateChallengeParameters as { sum: string }).sum === challengeAnswer;
      return responds({ answerCorrect })(event);
    },
  };

  const begin = (USERNAME: string, ClientId = nativeClient) =>
    pool.sdk.send(new InitiateAuthCommand({ AuthFlow: "CUSTOM_AUTH", ClientId, AuthParameters: { USERNAME } }));
  const answer = ({ Session }: Pick<InitiateAuthCommandOutput, "Session">, ANSWER: string, ClientId = nativeClient) =>
    pool.sdk.send(
      new RespondToAuthChallengeCommand({
        ClientId,
        ChallengeName: "CUSTOM_CHALLENGE",
        Session,
        ChallengeResponses: { USERNAME: "carl", ANSWER },
      }),
    );

  test("asks what the pool's functions ask, until they have tokens issued", async () => {
    await signUp("carl");
    triggersDo(sums);
    const first = await begin("carl");
    expect(first).toMatchObject({
      ChallengeName: "CUSTOM_CHALLENGE",
      ChallengeParameters: { USERNAME: "carl", question: "2+3" },
    });
    expect(JSON.stringify(first)).not.toContain('"sum"');
    const second = await answer(first, "5");
    expect(second.ChallengeName).toBe("CUSTOM_CHALLENGE");
    const { AuthenticationResult } = await answer(second, "5");
    expect(decodeJwt(AuthenticationResult?.AccessToken ?? "")).toMatchObject({ username: "carl" });
    expect(sources()).toEqual([
      "PreAuthentication_Authentication",
      "DefineAuthChallenge_Authentication",
      "CreateAuthChallenge_Authentication",
      "VerifyAuthChallengeResponse_Authentication",
      "DefineAuthChallenge_Authentication",
      "CreateAuthChallenge_Authentication",
      "VerifyAuthChallengeResponse_Authentication",
      "DefineAuthChallenge_Authentication",
      "PostAuthentication_Authentication",
      "TokenGeneration_Authentication",
    ]);
    const result = { challengeName: "CUSTOM_CHALLENGE", challengeResult: true, challengeMetadata: "SUM" };
    expect(eventsSeen()[7]?.request).toMatchObject({ session: [result, result] });
  });

  test("ends with a wrong answer, and an answer counts once", async () => {
    await signUp("dora");
    triggersDo(sums);
    const first = await begin("dora");
    expect(await thrown(answer(first, "6"))).toEqual([
      "NotAuthorizedException",
      "Incorrect username or password.",
      400,
    ]);
    expect((await thrown(answer(first, "5")))[0]).toBe("NotAuthorizedException");
  });

  test("gives nobody tokens for a name that is nobody's, whatever the functions say", async () => {
    triggersDo(sums);
    expect((await thrown(begin("nobody")))[0]).toBe("UserNotFoundException");
    const first = await begin("nobody", hidingClient);
    expect(first.ChallengeParameters).toEqual({ USERNAME: "nobody", question: "2+3" });
    const second = await answer(first, "5", hidingClient);
    expect((await thrown(answer(second, "5", hidingClient)))[0]).toBe("NotAuthorizedException");
    expect(eventsSeen().at(-1)?.request).toMatchObject({ userNotFound: true });
  });

  test.each<[string, Behaviour, string]>([
    ["throws", throwing("no"), "UserLambdaValidationException"],
    ["says nothing", (event) => event, "InvalidLambdaResponseException"],
    [
      "wants a challenge that is not its own",
      responds({ challengeName: "SMS_MFA", issueTokens: false, failAuthentication: false }),
      "InvalidParameterException",
    ],
  ])("is refused where DefineAuthChallenge %s", async (_what, DefineAuthChallenge_Authentication, error) => {
    triggersDo({ ...sums, DefineAuthChallenge_Authentication });
    expect((await thrown(begin("carl")))[0]).toBe(error);
  });
});

describe("a pool without functions for challenges, but one that migrates users", () => {
  beforeAll(() => startWith(["UserMigration"]));
  afterAll(() => stop());

  const known: Behaviour = (event) => {
    if (event.request.password !== Password) throw new Error("wrong password");
    const userAttributes = { email: `${event.userName}@example.com`, email_verified: "true" };
    return responds({ userAttributes, finalUserStatus: "CONFIRMED", messageAction: "SUPPRESS" })(event);
  };

  test("refuses CUSTOM_AUTH", async () => {
    const AuthParameters = { USERNAME: "erik" };
    const command = new InitiateAuthCommand({ AuthFlow: "CUSTOM_AUTH", ClientId: nativeClient, AuthParameters });
    expect(await thrown(pool.sdk.send(command))).toEqual([
      "InvalidParameterException",
      "Custom auth lambda trigger is not configured for the user pool.",
      400,
    ]);
  });

  test("moves somebody in once, with the password that was right", async () => {
    triggersDo({ UserMigration_Authentication: known });
    expect(await thrown(withPassword("erik", "Wrong-Horse-7"))).toEqual([
      "UserNotFoundException",
      `Exception migrating user in app client ${nativeClient}`,
      400,
    ]);
    expect(await pool.admin("user_pool.users").where({ username: "erik" })).toEqual([]);
    const { AuthenticationResult } = await withPassword("erik");
    expect(decodeJwt(AuthenticationResult?.IdToken ?? "")).toMatchObject({
      "cognito:username": "erik",
      email: "erik@example.com",
      email_verified: true,
    });
    triggersDo();
    await withPassword("erik");
    expect(sources()).toEqual([]);
    expect((await thrown(withPassword("erik", "Wrong-Horse-7")))[0]).toBe("NotAuthorizedException");
  });

  test("keeps no password of somebody who must reset it", async () => {
    const response = { userAttributes: { email: "fay@example.com" }, finalUserStatus: "RESET_REQUIRED" };
    triggersDo({ UserMigration_Authentication: responds(response) });
    for (const _time of [1, 2]) expect((await thrown(withPassword("fay")))[0]).toMatch(/PasswordReset|NotAuthorized/);
    expect(await pool.admin("user_pool.users").where({ username: "fay" }).first()).toMatchObject({
      status: "RESET_REQUIRED",
    });
    expect(await pool.admin("user_pool.passwords").where({ username: "fay" })).toEqual([]);
  });

  const forgot = (Username: string, ClientId = nativeClient) =>
    pool.sdk.send(new ForgotPasswordCommand({ ClientId, Username }));

  test("moves somebody in who forgot the password, without one", async () => {
    const userAttributes = { email: "hal@example.com", email_verified: "true" };
    triggersDo({ UserMigration_ForgotPassword: responds({ userAttributes, finalUserStatus: "CONFIRMED" }) });
    expect((await forgot("hal")).CodeDeliveryDetails?.Destination).toBe("h***@e***");
    expect(eventsSeen()[0]?.request).not.toHaveProperty("password");
    expect(await pool.admin("user_pool.passwords").where({ username: "hal" })).toEqual([]);
    const ConfirmationCode = await codeSentTo(pool, "hal@example.com");
    const chosen = { ClientId: nativeClient, Username: "hal", ConfirmationCode, Password };
    await pool.sdk.send(new ConfirmForgotPasswordCommand(chosen));
    expect((await withPassword("hal")).AuthenticationResult?.IdToken).toBeDefined();
    expect(sources()).toEqual(["UserMigration_ForgotPassword"]);
  });

  test("sends no code to an address that is not verified, and none for a name that the function refuses", async () => {
    triggersDo({ UserMigration_ForgotPassword: responds({ userAttributes: { email: "ivy@example.com" } }) });
    expect((await thrown(forgot("ivy")))[0]).toBe("InvalidParameterException");
    triggersDo({ UserMigration_ForgotPassword: throwing("no") });
    expect((await thrown(forgot("nobody")))[0]).toBe("UserNotFoundException");
    expect((await forgot("nobody", hidingClient)).CodeDeliveryDetails?.Destination).toBeDefined();
    expect(await pool.admin("user_pool.users").where({ username: "nobody" })).toEqual([]);
  });

  test("counts what the function refuses as wrong passwords", async () => {
    triggersDo({ UserMigration_Authentication: throwing("no") });
    const attempts: string[] = [];
    for (let attempt = 0; attempt < 8; attempt++) attempts.push((await thrown(withPassword("gus", "x")))[1]);
    expect(attempts.at(-1)).toBe("Password attempts exceeded");
  });
});
