import {
  AdminCreateUserCommand,
  AdminGetUserCommand,
  AdminUpdateUserAttributesCommand,
  type CognitoIdentityProviderClient,
  ConfirmSignUpCommand,
  GetUserCommand,
  InitiateAuthCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { codeSentTo, nativeClient, startNativePool } from "../testing/native-pool.ts";
import { sdkOf, thrown } from "../testing/sdk.ts";
import { poolId, type TestUserPool } from "../testing/user-pool.ts";

const Password = "Correct-Horse-7";

const using = (settings: object) => {
  let pool: TestUserPool;
  let sdk: CognitoIdentityProviderClient;
  beforeAll(async () => {
    pool = await startNativePool(settings);
    sdk = sdkOf(pool);
  });
  afterAll(async () => {
    sdk.destroy();
    await pool.stop();
  });
  const ClientId = nativeClient;
  return {
    send: ((command) => pool.sdk.send(command)) as CognitoIdentityProviderClient["send"],
    codeTo: (address: string) => codeSentTo(pool, address),
    signUp: (Username: string, email: string | undefined) => {
      const UserAttributes = email === undefined ? [] : [{ Name: "email", Value: email }];
      return pool.sdk.send(new SignUpCommand({ ClientId, Username, Password, UserAttributes }));
    },
    confirm: async (Username: string, email: string, ForceAliasCreation?: boolean) => {
      const ConfirmationCode = await codeSentTo(pool, email);
      return pool.sdk.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode, ForceAliasCreation }));
    },
    signIn: async (USERNAME: string) => {
      const AuthParameters = { USERNAME, PASSWORD: Password };
      const command = new InitiateAuthCommand({ AuthFlow: "USER_PASSWORD_AUTH", ClientId, AuthParameters });
      return (await pool.sdk.send(command)).AuthenticationResult?.AccessToken ?? "";
    },
  };
};

describe("a pool with aliases", () => {
  const { send, signUp, confirm, signIn } = using({ AliasAttributes: ["email"] });

  test("a verified address leads to its user; one that is not verified, to nobody", async () => {
    await signUp("anna", "anna@example.com");
    expect((await thrown(signIn("anna@example.com")))[0]).toBe("UserNotFoundException");
    await confirm("anna", "anna@example.com");
    const { Username } = await send(new GetUserCommand({ AccessToken: await signIn("anna@example.com") }));
    expect(Username).toBe("anna");
  });

  test("an address is one user's: the other gets it by force alone, and then has it alone", async () => {
    await signUp("bert", "both@example.com");
    await confirm("bert", "both@example.com");
    await signUp("bill", "both@example.com");
    expect(await thrown(confirm("bill", "both@example.com"))).toEqual([
      "AliasExistsException",
      "An account with the given email already exists.",
      400,
    ]);
    await confirm("bill", "both@example.com", true);
    const owner = await send(new AdminGetUserCommand({ UserPoolId: poolId, Username: "both@example.com" }));
    expect(owner.Username).toBe("bill");
    const former = await send(new AdminGetUserCommand({ UserPoolId: poolId, Username: "bert" }));
    expect(former.UserAttributes).toEqual(expect.arrayContaining([{ Name: "email_verified", Value: "false" }]));
  });

  test("an administrator can neither verify an address that is another's, nor name a user like one", async () => {
    await signUp("cora", "cora@example.com");
    await confirm("cora", "cora@example.com");
    await signUp("curt", "curt@example.com");
    const UserAttributes = [
      { Name: "email", Value: "cora@example.com" },
      { Name: "email_verified", Value: "true" },
    ];
    const change = new AdminUpdateUserAttributesCommand({ UserPoolId: poolId, Username: "curt", UserAttributes });
    expect((await thrown(send(change)))[0]).toBe("AliasExistsException");
    expect((await thrown(signUp("cora@example.com", "x@example.com")))[1]).toBe(
      "Username cannot be of email format, since user pool is configured for email alias.",
    );
  });
});

describe("a pool whose users sign in by their addresses", () => {
  const { send, signUp, confirm, signIn, codeTo } = using({
    UsernameAttributes: ["email"],
    UsernameConfiguration: { CaseSensitive: false },
    UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ["email"] },
  });

  test("the username is the sub, and the address in any case leads to the user", async () => {
    const { UserSub } = await signUp("Dora@example.com", undefined);
    await confirm("dora@EXAMPLE.com", "Dora@example.com");
    const { Username } = await send(new GetUserCommand({ AccessToken: await signIn("DORA@example.com") }));
    expect(Username).toBe(UserSub);
    expect(await signIn(UserSub ?? "")).not.toBe("");
    expect(await thrown(signUp("dora@example.com", undefined))).toEqual([
      "UsernameExistsException",
      "An account with the given email already exists.",
      400,
    ]);
    expect((await thrown(signUp("dora", "other@example.com")))[1]).toBe("Username should be an email.");
  });

  test("another address counts from its verification on", async () => {
    await signUp("emma@example.com", undefined);
    await confirm("emma@example.com", "emma@example.com");
    const AccessToken = await signIn("emma@example.com");
    const UserAttributes = [{ Name: "email", Value: "emma@new.example.com" }];
    await send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes }));
    expect((await thrown(signIn("emma@new.example.com")))[0]).toBe("UserNotFoundException");
    await signIn("emma@example.com");
    const Code = await codeTo("emma@new.example.com");
    await send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code }));
    await signIn("emma@new.example.com");
    expect((await thrown(signIn("emma@example.com")))[0]).toBe("UserNotFoundException");
  });

  test("an administrator names a user by the address", async () => {
    const Username = "fritz@example.com";
    const command = new AdminCreateUserCommand({
      UserPoolId: poolId,
      Username,
      TemporaryPassword: Password,
      MessageAction: "SUPPRESS",
    });
    const { User } = await send(command);
    expect(User?.Username).toMatch(/^[0-9a-f-]{36}$/);
    expect((await send(new AdminGetUserCommand({ UserPoolId: poolId, Username }))).Username).toBe(User?.Username);
  });
});
