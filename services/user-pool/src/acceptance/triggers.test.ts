import { afterAll, beforeAll, beforeEach, expect, test } from "@jest/globals";
import { newBrowser } from "../testing/browser.ts";
import { authorizeUrl, sentTo, tokenRequest, tokensFor } from "../testing/sign-in.ts";
import { eventsSeen, triggerArn, triggersDo } from "../testing/trigger.ts";
import { clientId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  const LambdaConfig = {
    PreSignUp: triggerArn,
    PostConfirmation: triggerArn,
    PreAuthentication: triggerArn,
    PostAuthentication: triggerArn,
    PreTokenGeneration: triggerArn,
    InboundFederation: { LambdaVersion: "V1_0", LambdaArn: triggerArn },
  };
  pool = await startUserPool((config) => ({ ...config, UserPool: { ...config.UserPool, LambdaConfig } }));
});
beforeEach(() => triggersDo());
afterAll(async () => {
  triggersDo();
  await pool.stop();
});

const sources = () => eventsSeen().map(({ triggerSource }) => triggerSource);

test("11.13 the triggers of the first sign-in come in one order, and those of later ones in another", async () => {
  await tokensFor(pool);
  expect(sources()).toEqual([
    "InboundFederation_ExternalProvider",
    "PreSignUp_ExternalProvider",
    "PostConfirmation_ConfirmSignUp",
    "TokenGeneration_HostedAuth",
  ]);
  triggersDo();
  await tokensFor(pool);
  expect(sources()).toEqual([
    "InboundFederation_ExternalProvider",
    "PreAuthentication_Authentication",
    "PostAuthentication_Authentication",
    "TokenGeneration_HostedAuth",
  ]);
});

test("11.13 the cookie and a refresh ask for token generation alone", async () => {
  const browser = newBrowser();
  const { refresh_token } = await tokensFor(pool, { browser });
  triggersDo();
  expect(sentTo(await browser.get(authorizeUrl(pool.url))).get("code")).not.toBeNull();
  expect(sources()).toEqual(["TokenGeneration_HostedAuth"]);
  triggersDo();
  await tokenRequest(pool, { grant_type: "refresh_token", refresh_token, client_id: clientId });
  expect(sources()).toEqual(["TokenGeneration_RefreshTokens"]);
});
