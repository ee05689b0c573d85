import { DescribeIdentityProviderCommand } from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { newBrowser } from "../testing/browser.ts";
import { sdkOf } from "../testing/sdk.ts";
import { deliver, depart, sentTo } from "../testing/sign-in.ts";
import { poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool();
});
afterAll(() => pool.stop());

const signInBy = async (which: "current" | "next") => {
  const browser = newBrowser();
  const arrival = await depart(pool, browser);
  const sign = which === "next" ? pool.idp.nextKeys : {};
  return sentTo(await deliver(pool, browser, pool.idp.answer(arrival, { sign })));
};

describe("case 22: the provider's keys", () => {
  test("two certificates in its metadata: it may sign with either", async () => {
    pool.idp.publish("current", "next");
    expect((await signInBy("current")).get("code")).not.toBeNull();
    expect((await signInBy("next")).get("code")).not.toBeNull();
  });

  test("a key that it takes into use is found at the URL when it signs, and the one that it has dropped is refused", async () => {
    pool.idp.publish("current");
    await pool.restart();
    expect((await signInBy("current")).get("code")).not.toBeNull();
    pool.idp.publish("next");
    expect((await signInBy("next")).get("code")).not.toBeNull();
    expect((await signInBy("current")).get("error_description")).toBe(
      "Invalid SAML response received: SAML Assertion signature is invalid. ",
    );
  });

  test("DescribeIdentityProvider shows the URLs that its metadata name", async () => {
    const sdk = sdkOf(pool);
    const described = await sdk.send(
      new DescribeIdentityProviderCommand({ UserPoolId: poolId, ProviderName: "CorpSAML" }),
    );
    sdk.destroy();
    expect(described.IdentityProvider?.ProviderDetails).toEqual({
      MetadataURL: pool.idp.metadataUrl,
      SSORedirectBindingURI: pool.idp.ssoUrl,
      SLORedirectBindingURI: pool.idp.sloUrl,
    });
  });
});
