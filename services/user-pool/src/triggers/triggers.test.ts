import type { FunctionOutcome } from "@gatehouse/lambda/functions/invoke-function.ts";
import { describe, expect, test } from "@jest/globals";
import type { LambdaConfig } from "../config/lambda-config.ts";
import { createAuthChallenge } from "./create-auth-challenge.ts";
import { customMessage } from "./custom-message.ts";
import { defineAuthChallenge } from "./define-auth-challenge.ts";
import { inboundFederation } from "./inbound-federation.ts";
import { noClient, type TriggerUses } from "./invoke-trigger.ts";
import { postAuthentication } from "./post-authentication.ts";
import { postConfirmation } from "./post-confirmation.ts";
import { preAuthentication } from "./pre-authentication.ts";
import { preSignUp } from "./pre-sign-up.ts";
import { alice, aliceShown, arnOf, poolId, poolWithTriggers, responding } from "./testing/pool-with-triggers.ts";
import { userMigration } from "./user-migration.ts";
import { verifyAuthChallengeResponse } from "./verify-auth-challenge-response.ts";

const occasion = { poolId, clientId: "1client", username: alice.username };
const asked = { ...occasion, user: alice };
const session = [{ challengeName: "SRP_A", challengeResult: true }] as const;

const every = (answer: (event: object) => FunctionOutcome) => {
  const names = ["PreSignUp", "CustomMessage", "PostConfirmation", "PreAuthentication", "PostAuthentication"];
  const challenges = ["DefineAuthChallenge", "CreateAuthChallenge", "VerifyAuthChallengeResponse", "UserMigration"];
  const config: LambdaConfig = {
    ...Object.fromEntries([...names, ...challenges].map((name) => [name, arnOf(name)])),
    InboundFederation: { LambdaVersion: "V1_0", LambdaArn: arnOf("InboundFederation") },
  };
  return poolWithTriggers(config, answer);
};

type Ask = (uses: TriggerUses) => Promise<unknown>;

const federatedSignUp: Ask = (uses) =>
  preSignUp({ ...occasion, source: "PreSignUp_ExternalProvider", attributes: { email: "alice@example.com" } }, uses);
const confirmed: Ask = (uses) => postConfirmation({ ...asked, source: "PostConfirmation_ConfirmSignUp" }, uses);

describe("the event of", () => {
  // [source, ask, request, blank response]
  test.each<[string, Ask, object, object]>([
    [
      "PreSignUp_ExternalProvider",
      federatedSignUp,
      {
        userAttributes: { "cognito:email_alias": "", "cognito:phone_number_alias": "", email: "alice@example.com" },
        validationData: {},
      },
      { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    ],
    [
      "PreSignUp_SignUp",
      (uses) =>
        preSignUp({ ...occasion, source: "PreSignUp_SignUp", attributes: {}, clientMetadata: { a: "1" } }, uses),
      { userAttributes: {}, validationData: null, clientMetadata: { a: "1" } },
      { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false },
    ],
    ["PostConfirmation_ConfirmSignUp", confirmed, { userAttributes: aliceShown }, {}],
    [
      "PreAuthentication_Authentication",
      (uses) => preAuthentication({ ...asked, validationData: { a: "1" } }, uses),
      { userAttributes: aliceShown, validationData: { a: "1" }, userNotFound: false },
      {},
    ],
    [
      "PostAuthentication_Authentication",
      (uses) =>
        postAuthentication({ ...asked, user: { ...alice, tokensNotBefore: new Date(1_700_000_000_123) } }, uses),
      { userAttributes: { "cognito:token_nbf": "1700000000123", ...aliceShown }, newDeviceUsed: false },
      {},
    ],
    [
      "DefineAuthChallenge_Authentication",
      (uses) => defineAuthChallenge({ ...asked, user: undefined, session }, uses).catch(() => {}),
      { userAttributes: {}, session, userNotFound: true },
      { challengeName: null, issueTokens: null, failAuthentication: null },
    ],
    [
      "CreateAuthChallenge_Authentication",
      (uses) => createAuthChallenge({ ...asked, challengeName: "CUSTOM_CHALLENGE", session }, uses),
      { userAttributes: aliceShown, challengeName: "CUSTOM_CHALLENGE", session, userNotFound: false },
      { publicChallengeParameters: null, privateChallengeParameters: null, challengeMetadata: null },
    ],
    [
      "VerifyAuthChallengeResponse_Authentication",
      (uses) => verifyAuthChallengeResponse({ ...asked, hidden: { answer: "5" }, answer: "6" }, uses).catch(() => {}),
      {
        userAttributes: aliceShown,
        privateChallengeParameters: { answer: "5" },
        challengeAnswer: "6",
        userNotFound: false,
      },
      { answerCorrect: null },
    ],
    [
      "UserMigration_Authentication",
      (uses) =>
        userMigration({ ...occasion, source: "UserMigration_Authentication", password: "pw" }, uses).catch(() => {}),
      { password: "pw", validationData: null },
      {
        userAttributes: null,
        forceAliasCreation: null,
        finalUserStatus: null,
        messageAction: null,
        desiredDeliveryMediums: null,
      },
    ],
    [
      "CustomMessage_AdminCreateUser",
      (uses) => customMessage({ ...asked, source: "CustomMessage_AdminCreateUser" }, uses),
      {
        userAttributes: aliceShown,
        codeParameter: "{####}",
        linkParameter: "{##Click Here##}",
        usernameParameter: "{username}",
      },
      { smsMessage: null, emailMessage: null, emailSubject: null },
    ],
    [
      "InboundFederation_ExternalProvider",
      (uses) => inboundFederation({ ...occasion, provider: "CorpSAML", sent: { mail: "a@b.c" } }, uses),
      { providerName: "CorpSAML", providerType: "SAML", attributes: { samlResponse: { mail: "a@b.c" } } },
      { userAttributesToMap: {} },
    ],
  ])("%s", async (triggerSource, ask, request, response) => {
    const { uses, seen } = every(responding());
    await ask(uses);
    expect(seen).toEqual([
      {
        arn: arnOf(triggerSource.split("_")[0] ?? ""),
        timeout: 5_000,
        event: {
          version: "1",
          triggerSource,
          region: "us-west-2",
          userPoolId: poolId,
          userName: "CorpSAML_alice",
          callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "1client" },
          request,
          response,
        },
      },
    ]);
  });

  test("an administrator's operation names no client", async () => {
    const { uses, seen } = every(responding());
    await preSignUp({ ...occasion, clientId: noClient, source: "PreSignUp_AdminCreateUser", attributes: {} }, uses);
    expect(seen[0]?.event.callerContext).toMatchObject({ clientId: "CLIENT_ID_NOT_APPLICABLE" });
  });
});

describe("a function that does not let the request through", () => {
  const outcome = (given: FunctionOutcome) => () => given;
  const missing = (name: string) => (event: object) => ({
    kind: "result" as const,
    value: Object.fromEntries(Object.entries(event).filter(([member]) => member !== name)),
  });
  const unreadable = ["InvalidLambdaResponseException", "Unrecognizable lambda output"] as const;

  // [what, answer, code, message, times asked]
  test.each<[string, (event: object) => FunctionOutcome, string, string, number]>([
    [
      "throws",
      outcome({ kind: "error", errorType: "Error", errorMessage: "not you" }),
      "UserLambdaValidationException",
      "PreSignUp failed with error not you.",
      1,
    ],
    [
      "is too slow, every time",
      outcome({ kind: "timeout" }),
      "UnexpectedLambdaException",
      "PreSignUp invocation failed due to error Socket timeout while invoking Lambda function.",
      3,
    ],
    [
      "cannot be reached",
      outcome({ kind: "unavailable", reason: "gone" }),
      "UnexpectedLambdaException",
      "PreSignUp invocation failed due to configuration.",
      3,
    ],
    ["returns nothing", outcome({ kind: "result", value: null }), ...unreadable, 1],
    ["returns a text", outcome({ kind: "result", value: "ok" }), ...unreadable, 1],
    ["returns an event without its response", missing("response"), ...unreadable, 1],
    ["returns an event without its request", missing("request"), ...unreadable, 1],
    ["returns an event without its caller", missing("callerContext"), ...unreadable, 1],
    ["responds with a text for a boolean", responding({ autoConfirmUser: "yes" }), ...unreadable, 1],
    ["responds without a boolean", responding({ autoVerifyEmail: undefined }), ...unreadable, 1],
  ])("because it %s", async (_what, answer, code, message, times) => {
    const { uses, seen } = every(answer);
    await expect(federatedSignUp(uses)).rejects.toMatchObject({ code, message, status: 400 });
    expect(seen).toHaveLength(times);
  });

  test("the control: one that returns its event does", async () => {
    const { uses } = every(responding({ autoVerifyEmail: true }));
    const answer = { autoConfirmUser: false, autoVerifyEmail: true, autoVerifyPhone: false };
    expect(await federatedSignUp(uses)).toEqual(answer);
  });

  test("one that is slow once is asked again", async () => {
    let times = 0;
    const { uses } = every((event) => (++times === 1 ? { kind: "timeout" } : responding()(event)));
    await expect(confirmed(uses)).resolves.toBeUndefined();
    expect(times).toBe(2);
  });

  test("migration says no more than that it failed", async () => {
    const { uses } = every(outcome({ kind: "error", errorType: "Error", errorMessage: "wrong password" }));
    const migrating = { ...occasion, source: "UserMigration_Authentication", password: "pw" } as const;
    await expect(userMigration(migrating, uses)).rejects.toMatchObject({
      code: "UserNotFoundException",
      message: "Exception migrating user in app client 1client",
    });
  });
});

describe("what a function may answer", () => {
  const defined = (response: object) => defineAuthChallenge({ ...asked, session }, every(responding(response)).uses);
  const no = { issueTokens: false, failAuthentication: false };

  test.each<[object, unknown]>([
    [{ ...no, issueTokens: true }, "issue tokens"],
    [{ ...no, failAuthentication: true }, "fail"],
    [{ issueTokens: true, failAuthentication: true }, "fail"],
    [{ ...no, challengeName: "CUSTOM_CHALLENGE" }, { challenge: "CUSTOM_CHALLENGE" }],
  ])("DefineAuthChallenge %j", async (response, step) => {
    expect(await defined(response)).toEqual(step);
  });

  test.each<[object]>([[no], [{ ...no, challengeName: "" }], [{ issueTokens: true }], [{}]])(
    "DefineAuthChallenge not %j",
    async (response) => {
      await expect(defined(response)).rejects.toMatchObject({ code: "InvalidLambdaResponseException" });
    },
  );

  test("CreateAuthChallenge: what is shown and what is hidden", async () => {
    const made = { publicChallengeParameters: { question: "2+3" }, privateChallengeParameters: { answer: "5" } };
    const { uses } = every(responding({ ...made, challengeMetadata: "SUM" }));
    const challenge = { ...asked, challengeName: "CUSTOM_CHALLENGE", session };
    expect(await createAuthChallenge(challenge, uses)).toEqual({
      shown: { question: "2+3" },
      hidden: { answer: "5" },
      metadata: "SUM",
    });
    expect(await createAuthChallenge(challenge, every(responding()).uses)).toEqual({ shown: {}, hidden: {} });
    const wrong = every(responding({ privateChallengeParameters: { answer: 5 } })).uses;
    await expect(createAuthChallenge(challenge, wrong)).rejects.toMatchObject({
      code: "InvalidLambdaResponseException",
    });
  });

  test.each([true, false])("VerifyAuthChallengeResponse %s", async (answerCorrect) => {
    const { uses } = every(responding({ answerCorrect }));
    expect(await verifyAuthChallengeResponse({ ...asked, hidden: {}, answer: "5" }, uses)).toBe(answerCorrect);
  });

  test("UserMigration: a user", async () => {
    const { uses } = every(
      responding({ userAttributes: { email: "a@b.c" }, finalUserStatus: "CONFIRMED", messageAction: "SUPPRESS" }),
    );
    const migrating = { ...occasion, source: "UserMigration_ForgotPassword", password: undefined } as const;
    expect(await userMigration(migrating, uses)).toEqual({
      attributes: { email: "a@b.c" },
      status: "CONFIRMED",
      sendsWelcome: false,
      forceAliasCreation: false,
    });
  });

  test("CustomMessage: words, with the code in them", async () => {
    const message = { ...asked, source: "CustomMessage_SignUp" } as const;
    const words = { emailMessage: "Your code: {####}", emailSubject: "Welcome" };
    expect(await customMessage(message, every(responding(words)).uses)).toEqual({
      email: "Your code: {####}",
      subject: "Welcome",
    });
    await expect(customMessage(message, every(responding({ emailMessage: "Hi" })).uses)).rejects.toMatchObject({
      code: "InvalidLambdaResponseException",
    });
  });

  test("InboundFederation: other attributes, or those that were sent", async () => {
    const sent = { ...occasion, provider: "CorpSAML", sent: { mail: "a@b.c" } };
    const { uses } = every(responding({ userAttributesToMap: { mail: "x@y.z" } }));
    expect(await inboundFederation(sent, uses)).toEqual({ mail: "x@y.z" });
    expect(await inboundFederation(sent, every(responding()).uses)).toBeUndefined();
  });
});

describe("a pool without the trigger", () => {
  const { uses, seen } = poolWithTriggers({}, responding());

  test.each<[string, Ask, unknown]>([
    ["PreSignUp", federatedSignUp, { autoConfirmUser: false, autoVerifyEmail: false, autoVerifyPhone: false }],
    ["PostConfirmation", confirmed, undefined],
    ["DefineAuthChallenge", (uses) => defineAuthChallenge({ ...asked, session }, uses), undefined],
    [
      "VerifyAuthChallengeResponse",
      (uses) => verifyAuthChallengeResponse({ ...asked, hidden: {}, answer: "" }, uses),
      false,
    ],
    ["CustomMessage", (uses) => customMessage({ ...asked, source: "CustomMessage_SignUp" }, uses), {}],
  ])("asks nobody: %s", async (_what, ask, answer) => {
    expect(await ask(uses)).toEqual(answer);
    expect(seen).toEqual([]);
  });
});
