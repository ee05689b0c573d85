import { InitiateAuthCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { nativeClient, startNativePool } from "../testing/native-pool.ts";
import { thrown } from "../testing/sdk.ts";
import { type Behaviour, eventsSeen, responds, triggerArn, triggersDo } from "../testing/trigger.ts";
import { poolId, type TestUserPool } from "../testing/user-pool.ts";
import { type IdentityJs, startIdentityJs } from "./testing/identity-js.ts";

const triggers = [
  "PreSignUp",
  "PreAuthentication",
  "PostAuthentication",
  "DefineAuthChallenge",
  "CreateAuthChallenge",
  "VerifyAuthChallengeResponse",
  "PreTokenGeneration",
];
const password = "Correct-Horse-7";

let pool: TestUserPool;
let client: IdentityJs;
beforeAll(async () => {
  pool = await startNativePool({ LambdaConfig: Object.fromEntries(triggers.map((name) => [name, triggerArn])) });
  client = startIdentityJs({ UserPoolId: poolId, ClientId: nativeClient, endpoint: pool.url });
});
afterAll(async () => {
  triggersDo();
  await client.stop();
  await pool.stop();
});

/** The password first, then one sum. */
const passwordThenSum: Readonly<Record<string, Behaviour>> = {
  DefineAuthChallenge_Authentication: (event) => {
    const session = event.request.session as { challengeName: string; challengeResult: boolean }[];
    const failAuthentication = session.some(({ challengeResult }) => !challengeResult);
    const challengeName = session.length === 1 ? "PASSWORD_VERIFIER" : "CUSTOM_CHALLENGE";
    return responds({ challengeName, failAuthentication, issueTokens: session.length === 3 })(event);
  },
  CreateAuthChallenge_Authentication: responds({
    publicChallengeParameters: { question: "2+3" },
    privateChallengeParameters: { sum: "5" },
  }),
  VerifyAuthChallengeResponse_Authentication: (event) =>
    responds({ answerCorrect: event.request.challengeAnswer === "5" })(event),
};

const begin = async (name: string, changes: Readonly<Record<string, Behaviour>> = {}) => {
  triggersDo({ PreSignUp_SignUp: responds({ autoConfirmUser: true }) });
  await client.act("signUp", name, password, { email: `${name}@example.com` });
  triggersDo({ ...passwordThenSum, ...changes });
  return (given: string) => client.act("signInByCustomAuth", name, given);
};
const sources = () => eventsSeen().map(({ triggerSource }) => triggerSource);
const refused = { code: "NotAuthorizedException", message: "Incorrect username or password." };
const begun = { challengeName: "SRP_A", challengeResult: true };

test("the password is proven, then the pool's own challenge answered", async () => {
  const signIn = await begin("anna");
  expect(await signIn(password)).toEqual({ customChallenge: { USERNAME: "anna", question: "2+3" } });
  expect(await client.act("answerCustomChallenge", "anna", "5")).toMatchObject({ access: { username: "anna" } });
  expect(sources()).toEqual([
    "PreAuthentication_Authentication",
    "DefineAuthChallenge_Authentication",
    "DefineAuthChallenge_Authentication",
    "CreateAuthChallenge_Authentication",
    "VerifyAuthChallengeResponse_Authentication",
    "DefineAuthChallenge_Authentication",
    "PostAuthentication_Authentication",
    "TokenGeneration_Authentication",
  ]);
  const proven = { challengeName: "PASSWORD_VERIFIER", challengeResult: true };
  const sessions = [1, 2, 5].map((index) => eventsSeen()[index]?.request.session);
  const answered = { challengeName: "CUSTOM_CHALLENGE", challengeResult: true };
  expect(sessions).toMatchObject([[begun], [begun, proven], [begun, proven, answered]]);
  const attempts = await pool.admin("user_pool.sign_in_attempts").where({ username: "anna" });
  expect(attempts).toMatchObject([{ outcome: "success" }]);
});

test("a wrong answer after the right password fails", async () => {
  const signIn = await begin("ben");
  await signIn(password);
  await expect(client.act("answerCustomChallenge", "ben", "6")).rejects.toEqual(refused);
});

const failed = { challengeName: "PASSWORD_VERIFIER", challengeResult: false };

test("a wrong password fails, and DefineAuthChallenge hears of it", async () => {
  const signIn = await begin("carl");
  await expect(signIn("Wrong-Horse-7")).rejects.toEqual(refused);
  expect(sources()).toEqual([
    "PreAuthentication_Authentication",
    "DefineAuthChallenge_Authentication",
    "DefineAuthChallenge_Authentication",
  ]);
  expect(eventsSeen().at(-1)?.request).toMatchObject({ session: [begun, failed] });
  expect(await signIn(password)).toHaveProperty("customChallenge");
});

test("a wrong password fails, whatever DefineAuthChallenge says", async () => {
  const signIn = await begin("dora", {
    DefineAuthChallenge_Authentication: (event) => {
      const issueTokens = (event.request.session as unknown[]).length === 2;
      return responds({ challengeName: "PASSWORD_VERIFIER", issueTokens, failAuthentication: false })(event);
    },
  });
  await expect(signIn("Wrong-Horse-7")).rejects.toEqual(refused);
  expect(await signIn(password)).toMatchObject({ access: { username: "dora" } });
});

test.each([
  ["begins with something else", { CHALLENGE_NAME: "SMS_MFA", SRP_A: "ab12" }],
  ["has no SRP_A", { CHALLENGE_NAME: "SRP_A" }],
  ["has an SRP_A that fixes the key", { CHALLENGE_NAME: "SRP_A", SRP_A: "0" }],
  ["did not send SRP_A, but is asked for the password", {}],
])("is refused where the client %s", async (_what, parameters: Record<string, string>) => {
  triggersDo({
    DefineAuthChallenge_Authentication: responds({
      challengeName: "PASSWORD_VERIFIER",
      issueTokens: false,
      failAuthentication: false,
    }),
  });
  const start = (more: Record<string, string>) =>
    pool.sdk.send(
      new InitiateAuthCommand({
        AuthFlow: "CUSTOM_AUTH",
        ClientId: nativeClient,
        AuthParameters: { USERNAME: "anna", ...more },
      }),
    );
  expect((await thrown(start(parameters)))[0]).toBe("InvalidParameterException");
  expect((await start({ CHALLENGE_NAME: "SRP_A", SRP_A: "ab12" })).ChallengeName).toBe("PASSWORD_VERIFIER");
});
