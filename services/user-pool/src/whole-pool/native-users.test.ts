import { createHmac } from "node:crypto";
import {
  AdminConfirmSignUpCommand,
  AdminCreateUserCommand,
  AdminDeleteUserCommand,
  AdminGetUserCommand,
  AdminInitiateAuthCommand,
  AdminResetUserPasswordCommand,
  AdminRespondToAuthChallengeCommand,
  AdminSetUserPasswordCommand,
  AdminUpdateUserAttributesCommand,
  ChangePasswordCommand,
  ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand,
  DeleteUserAttributesCommand,
  DeleteUserCommand,
  ForgotPasswordCommand,
  GetUserAttributeVerificationCodeCommand,
  GetUserCommand,
  InitiateAuthCommand,
  ResendConfirmationCodeCommand,
  RespondToAuthChallengeCommand,
  SignUpCommand,
  UpdateUserAttributesCommand,
  VerifyUserAttributeCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { connect } from "@gatehouse/db/connect.ts";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeJwt } from "jose";
import { passwordsInPostgres } from "../store/passwords-in-postgres.ts";
import {
  codeSentTo,
  hidingClient,
  narrowClient,
  nativeClient,
  nativeSecretClient,
  startNativePool,
} from "../testing/native-pool.ts";
import { thrown } from "../testing/sdk.ts";
import { tokensFor } from "../testing/sign-in.ts";
import { poolId, type TestUserPool } from "../testing/user-pool.ts";

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startNativePool();
});
afterAll(() => pool.stop());

const Password = "Correct-Horse-7";
const another = "Another-Horse-8";
const wrongPassword = ["NotAuthorizedException", "Incorrect username or password.", 400];

const emailOf = (name: string) => `${name}@example.com`;
const attributesOf = (name: string) => [{ Name: "email", Value: emailOf(name) }];

const signUp = (Username: string, changes: object = {}) =>
  pool.sdk.send(
    new SignUpCommand({
      ClientId: nativeClient,
      Username,
      Password,
      UserAttributes: attributesOf(Username),
      ...changes,
    }),
  );

const confirm = (Username: string, ConfirmationCode: string, ClientId = nativeClient) =>
  pool.sdk.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode }));

const confirmed = async (name: string): Promise<string> => {
  await signUp(name);
  await confirm(name, await codeSentTo(pool, emailOf(name)));
  return name;
};

const signIn = (USERNAME: string, PASSWORD = Password, ClientId = nativeClient) =>
  pool.sdk.send(
    new InitiateAuthCommand({ AuthFlow: "USER_PASSWORD_AUTH", ClientId, AuthParameters: { USERNAME, PASSWORD } }),
  );

const tokensOf = async (name: string, password = Password) => {
  const { AuthenticationResult } = await signIn(name, password);
  return { access: AuthenticationResult?.AccessToken ?? "", id: AuthenticationResult?.IdToken ?? "" };
};

const otherThan = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, "0");

describe("signing up", () => {
  test("a code goes to the address, and confirms and verifies it", async () => {
    const { UserConfirmed, CodeDeliveryDetails, UserSub } = await signUp("ada");
    expect(UserConfirmed).toBe(false);
    expect(CodeDeliveryDetails).toEqual({
      AttributeName: "email",
      DeliveryMedium: "EMAIL",
      Destination: "a***@e***",
    });
    expect(await thrown(signIn("ada"))).toEqual(["UserNotConfirmedException", "User is not confirmed.", 400]);
    const code = await codeSentTo(pool, emailOf("ada"));
    expect(await thrown(confirm("ada", otherThan(code)))).toEqual([
      "CodeMismatchException",
      "Invalid verification code provided, please try again.",
      400,
    ]);
    await confirm("ada", code);
    expect((await thrown(confirm("ada", code)))[0]).toBe("NotAuthorizedException");
    const { access, id } = await tokensOf("ada");
    expect(decodeJwt(access)).toMatchObject({
      sub: UserSub,
      username: "ada",
      scope: "aws.cognito.signin.user.admin",
      client_id: nativeClient,
      event_id: expect.any(String),
    });
    expect(decodeJwt(access)).not.toHaveProperty("version");
    expect(decodeJwt(id)).toMatchObject({ email: emailOf("ada"), email_verified: true, "cognito:username": "ada" });
    expect(decodeJwt(id)).not.toHaveProperty("at_hash");
  });

  test("of several who show the same code at once exactly one wins", async () => {
    await signUp("ben");
    const code = await codeSentTo(pool, emailOf("ben"));
    const outcomes = await Promise.allSettled(Array.from({ length: 6 }, () => confirm("ben", code)));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  test("after five wrong codes the right one does not count, until another is sent", async () => {
    await signUp("cleo");
    const code = await codeSentTo(pool, emailOf("cleo"));
    for (let attempt = 0; attempt < 5; attempt++)
      expect((await thrown(confirm("cleo", otherThan(code))))[0]).toBe("CodeMismatchException");
    expect((await thrown(confirm("cleo", code)))[0]).toBe("LimitExceededException");
    await pool.sdk.send(new ResendConfirmationCodeCommand({ ClientId: nativeClient, Username: "cleo" }));
    await confirm("cleo", await codeSentTo(pool, emailOf("cleo")));
  });

  test("a code that is too old does not count", async () => {
    await signUp("dora");
    await pool
      .admin("user_pool.confirmation_codes")
      .where({ username: "dora" })
      .update({ expires_at: new Date(0) });
    const code = await codeSentTo(pool, emailOf("dora"));
    expect((await thrown(confirm("dora", code)))[0]).toBe("ExpiredCodeException");
  });

  test.each<[string, object, string, string]>([
    [
      "a short password",
      { Password: "Ab-1" },
      "InvalidPasswordException",
      "Password did not conform with policy: Password not long enough",
    ],
    [
      "no digit",
      { Password: "Correct-Horse" },
      "InvalidPasswordException",
      "Password did not conform with policy: Password must have numeric characters",
    ],
    [
      "no symbol",
      { Password: "CorrectHorse7" },
      "InvalidPasswordException",
      "Password did not conform with policy: Password must have symbol characters",
    ],
    [
      "no e-mail address",
      { UserAttributes: [] },
      "InvalidParameterException",
      "Attributes did not conform to the schema: email: The attribute is required\n",
    ],
    [
      "an attribute that is not there",
      { UserAttributes: [...attributesOf("x"), { Name: "custom:none", Value: "1" }] },
      "InvalidParameterException",
      "Attributes did not conform to the schema: custom:none: Attribute does not exist in the schema.\n",
    ],
    [
      "a verified address",
      { UserAttributes: [...attributesOf("x"), { Name: "email_verified", Value: "true" }] },
      "NotAuthorizedException",
      "A client attempted to write unauthorized attribute",
    ],
    [
      "what the client may not write",
      { ClientId: narrowClient, UserAttributes: [...attributesOf("x"), { Name: "nickname", Value: "x" }] },
      "NotAuthorizedException",
      "A client attempted to write unauthorized attribute",
    ],
  ])("refuses %s", async (_what, changes, code, message) => {
    expect(await thrown(signUp("refused", changes))).toEqual([code, message, 400]);
  });

  test("an immutable attribute can be set here", async () => {
    await signUp("emil", { UserAttributes: [...attributesOf("emil"), { Name: "custom:desk", Value: "4" }] });
  });

  test("a name is given once, however many ask", async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => signUp("fritz")));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await thrown(signUp("fritz"))).toEqual(["UsernameExistsException", "User already exists", 400]);
  });
});

describe("the password", () => {
  test("is stored as a memory-hard hash, and nowhere in clear", async () => {
    await confirmed("gina");
    const row = await pool.admin("user_pool.passwords").where({ username: "gina" }).first();
    expect(row.hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(JSON.stringify(row)).not.toContain(Password);
    expect(pool.log.join("")).not.toContain(Password);
  });

  test("a wrong one fails and, after five, locks the right one out for a while", async () => {
    await confirmed("hugo");
    for (let attempt = 0; attempt < 5; attempt++)
      expect(await thrown(signIn("hugo", "Wrong-Horse-7"))).toEqual(wrongPassword);
    const locked = pool.admin("user_pool.failed_sign_ins").where({ name: "hugo" });
    expect((await locked.clone().first()).failures).toBe(5);
    // One second is over soon on a slow machine.
    await locked.clone().update({ locked_until: new Date(Date.now() + 600_000) });
    expect(await thrown(signIn("hugo"))).toEqual(["NotAuthorizedException", "Password attempts exceeded", 400]);
    await locked.clone().update({ locked_until: new Date(0) });
    await signIn("hugo");
  });

  test("of twenty guesses at once five are judged", async () => {
    const knex = connect(pool.database.url("gatehouse_user_pool"));
    const { count } = passwordsInPostgres(knex);
    const guess = () => count({ poolId, name: "ida" }, { succeeded: false, now: new Date(1_800_000_000_000) });
    const judged = await Promise.all(Array.from({ length: 20 }, guess));
    expect(judged.filter(Boolean)).toHaveLength(5);
    await knex.destroy();
  });

  test("a name that is nobody's looks as the client wants", async () => {
    expect(await thrown(signIn("nobody"))).toEqual(["UserNotFoundException", "User does not exist.", 400]);
    expect(await thrown(signIn("nobody", Password, hidingClient))).toEqual(wrongPassword);
    const srp = (USERNAME: string, ClientId = hidingClient) =>
      pool.sdk.send(
        new InitiateAuthCommand({ AuthFlow: "USER_SRP_AUTH", ClientId, AuthParameters: { USERNAME, SRP_A: "ab12" } }),
      );
    const [one, two] = [await srp("nobody"), await srp("nobody")];
    expect(one.ChallengeParameters?.SALT).toBe(two.ChallengeParameters?.SALT);
    expect(one.ChallengeName).toBe("PASSWORD_VERIFIER");
    expect((await thrown(srp("nobody", nativeClient)))[0]).toBe("UserNotFoundException");
  });

  test("is changed by who knows it", async () => {
    await confirmed("jan");
    const { access: AccessToken } = await tokensOf("jan");
    const change = (PreviousPassword: string, ProposedPassword: string) =>
      pool.sdk.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));
    expect(await thrown(change("Wrong-Horse-7", another))).toEqual(wrongPassword);
    expect((await thrown(change(Password, "short")))[0]).toBe("InvalidPasswordException");
    await change(Password, another);
    expect(await thrown(signIn("jan"))).toEqual(wrongPassword);
    await signIn("jan", another);
  });

  test("a forgotten one is replaced by a code, once", async () => {
    await confirmed("kim");
    const forgot = (Username: string, ClientId = nativeClient) =>
      pool.sdk.send(new ForgotPasswordCommand({ ClientId, Username }));
    const replace = (ConfirmationCode: string, password = another) =>
      pool.sdk.send(
        new ConfirmForgotPasswordCommand({
          ClientId: nativeClient,
          Username: "kim",
          ConfirmationCode,
          Password: password,
        }),
      );
    expect((await forgot("kim")).CodeDeliveryDetails?.Destination).toBe("k***@e***");
    const code = await codeSentTo(pool, emailOf("kim"));
    expect((await thrown(replace(otherThan(code))))[0]).toBe("CodeMismatchException");
    expect((await thrown(replace(code, "short")))[0]).toBe("InvalidPasswordException");
    const outcomes = await Promise.allSettled([replace(code), replace(code), replace(code)]);
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    await signIn("kim", another);
    expect(await thrown(forgot("nobody"))).toEqual([
      "UserNotFoundException",
      "Username/client id combination not found.",
      400,
    ]);
    const decoys = [await forgot("nobody", hidingClient), await forgot("nobody", hidingClient)];
    expect(decoys[0]?.CodeDeliveryDetails).toEqual(decoys[1]?.CodeDeliveryDetails);
  });
});

describe("a client with a secret", () => {
  const hashOf = (name: string) =>
    createHmac("sha256", nativeSecretClient.secret)
      .update(name + nativeSecretClient.id)
      .digest("base64");
  const send = (USERNAME: string, SECRET_HASH: string | undefined) =>
    pool.sdk.send(
      new InitiateAuthCommand({
        AuthFlow: "USER_PASSWORD_AUTH",
        ClientId: nativeSecretClient.id,
        AuthParameters: { USERNAME, PASSWORD: Password, ...(SECRET_HASH ? { SECRET_HASH } : {}) },
      }),
    );

  test("shows SECRET_HASH in each of its requests", async () => {
    const { id: ClientId } = nativeSecretClient;
    expect(await thrown(signUp("lea", { ClientId }))).toEqual([
      "NotAuthorizedException",
      `Client ${ClientId} is configured with secret but SECRET_HASH was not received`,
      400,
    ]);
    expect((await thrown(signUp("lea", { ClientId, SecretHash: hashOf("mia") })))[0]).toBe("NotAuthorizedException");
    await signUp("lea", { ClientId, SecretHash: hashOf("lea") });
    await pool.sdk.send(new AdminConfirmSignUpCommand({ UserPoolId: poolId, Username: "lea" }));
    expect((await thrown(send("lea", undefined)))[1]).toMatch(/SECRET_HASH was not received/);
    expect((await thrown(send("lea", hashOf("mia"))))[1]).toBe(`SecretHash does not match for the client: ${ClientId}`);
    expect((await send("lea", hashOf("lea"))).AuthenticationResult?.IdToken).toBeDefined();
  });
});

describe("an administrator", () => {
  const create = (Username: string, changes: object = {}) =>
    pool.sdk.send(
      new AdminCreateUserCommand({
        UserPoolId: poolId,
        Username,
        TemporaryPassword: "Temporary-Horse-1",
        MessageAction: "SUPPRESS",
        UserAttributes: [...attributesOf(Username), { Name: "email_verified", Value: "true" }],
        ...changes,
      }),
    );
  const respond = (Session: string | undefined, USERNAME: string, NEW_PASSWORD = another) =>
    pool.sdk.send(
      new RespondToAuthChallengeCommand({
        ClientId: nativeClient,
        ChallengeName: "NEW_PASSWORD_REQUIRED",
        Session,
        ChallengeResponses: { USERNAME, NEW_PASSWORD, "userAttributes.name": "Nora N." },
      }),
    );

  test("makes users, who choose a password at the first sign-in, by one session once", async () => {
    expect((await create("nora")).User).toMatchObject({
      Username: "nora",
      UserStatus: "FORCE_CHANGE_PASSWORD",
      Enabled: true,
    });
    expect(await thrown(create("nora"))).toEqual(["UsernameExistsException", "User account already exists", 400]);
    const asked = await signIn("nora", "Temporary-Horse-1");
    expect(asked.ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
    expect(asked.ChallengeParameters).toMatchObject({ USER_ID_FOR_SRP: "nora", requiredAttributes: "[]" });
    expect((await thrown(respond(asked.Session, "nora", "short")))[0]).toBe("InvalidPasswordException");
    expect((await thrown(respond("x".repeat(30), "nora")))[0]).toBe("NotAuthorizedException");
    const outcomes = await Promise.allSettled(Array.from({ length: 4 }, () => respond(asked.Session, "nora")));
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(decodeJwt((await tokensOf("nora", another)).id)).toMatchObject({ name: "Nora N.", email_verified: true });
  });

  test("a session of a user who was deleted is of no use for another of the same name", async () => {
    await create("nils");
    const { Session } = await signIn("nils", "Temporary-Horse-1");
    await pool.sdk.send(new AdminDeleteUserCommand({ UserPoolId: poolId, Username: "nils" }));
    await create("nils");
    expect((await thrown(respond(Session, "nils")))[0]).toBe("NotAuthorizedException");
    await respond((await signIn("nils", "Temporary-Horse-1")).Session, "nils");
  });

  test("SUPPRESS needs a password; without it the invitation brings one, and RESEND another", async () => {
    expect(await thrown(create("olaf", { TemporaryPassword: undefined }))).toEqual([
      "InvalidParameterException",
      "User is required to have a password",
      400,
    ]);
    const invited = { TemporaryPassword: undefined, MessageAction: undefined, DesiredDeliveryMediums: ["EMAIL"] };
    await create("olaf", invited);
    const passwordIn = async () => {
      const message = await pool
        .admin("user_pool.mailbox")
        .where({ recipient: emailOf("olaf") })
        .orderBy("id", "desc")
        .first();
      return /temporary password is (\S+)\. $/.exec(message.body)?.[1] ?? "";
    };
    const first = await passwordIn();
    await create("olaf", { ...invited, MessageAction: "RESEND" });
    expect(await thrown(signIn("olaf", first))).toEqual(wrongPassword);
    expect((await signIn("olaf", await passwordIn())).ChallengeName).toBe("NEW_PASSWORD_REQUIRED");
  });

  test("a temporary password ends", async () => {
    await create("paul");
    await pool
      .admin("user_pool.passwords")
      .where({ username: "paul" })
      .update({ set_at: new Date(0) });
    expect((await thrown(signIn("paul", "Temporary-Horse-1")))[1]).toBe(
      "Temporary password has expired and must be reset by an administrator.",
    );
  });

  test("sets passwords, resets them, and signs users in", async () => {
    await create("quinn");
    const Username = "quinn";
    await pool.sdk.send(new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username, Password, Permanent: true }));
    const auth = { UserPoolId: poolId, ClientId: nativeClient, AuthFlow: "ADMIN_USER_PASSWORD_AUTH" } as const;
    const AuthParameters = { USERNAME: Username, PASSWORD: Password };
    const { AuthenticationResult } = await pool.sdk.send(new AdminInitiateAuthCommand({ ...auth, AuthParameters }));
    expect(AuthenticationResult?.RefreshToken).toBeDefined();
    expect(
      await thrown(pool.sdk.send(new AdminInitiateAuthCommand({ ...auth, ClientId: narrowClient, AuthParameters }))),
    ).toEqual(["InvalidParameterException", "ADMIN_USER_PASSWORD_AUTH flow not enabled for this client", 400]);
    expect((await thrown(pool.sdk.send(new InitiateAuthCommand({ ...auth, AuthParameters }))))[0]).toBe(
      "InvalidParameterException",
    );
    await pool.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: poolId, Username }));
    expect(await thrown(signIn(Username))).toEqual([
      "PasswordResetRequiredException",
      "Password reset required for the user",
      400,
    ]);
    const ConfirmationCode = await codeSentTo(pool, emailOf(Username));
    await pool.sdk.send(
      new ConfirmForgotPasswordCommand({ ClientId: nativeClient, Username, ConfirmationCode, Password: another }),
    );
    await signIn(Username, another);
  });

  test("goes on with a challenge by AdminRespondToAuthChallenge", async () => {
    await create("rosa");
    const auth = { UserPoolId: poolId, ClientId: nativeClient } as const;
    const AuthParameters = { USERNAME: "rosa", PASSWORD: "Temporary-Horse-1" };
    const { Session } = await pool.sdk.send(
      new AdminInitiateAuthCommand({ ...auth, AuthFlow: "ADMIN_NO_SRP_AUTH", AuthParameters }),
    );
    const answer = { ...auth, Session, ChallengeName: "NEW_PASSWORD_REQUIRED" } as const;
    const ChallengeResponses = { USERNAME: "rosa", NEW_PASSWORD: another };
    const done = await pool.sdk.send(new AdminRespondToAuthChallengeCommand({ ...answer, ChallengeResponses }));
    expect(done.AuthenticationResult?.AccessToken).toBeDefined();
  });

  test("a password makes a federated user a confirmed one", async () => {
    await tokensFor(pool, { response: { nameId: "saml@example.com" } });
    const Username = "CorpSAML_saml@example.com";
    expect((await thrown(signIn(Username)))[0]).toBe("NotAuthorizedException");
    await pool.sdk.send(new AdminSetUserPasswordCommand({ UserPoolId: poolId, Username, Password, Permanent: true }));
    expect((await pool.sdk.send(new AdminGetUserCommand({ UserPoolId: poolId, Username }))).UserStatus).toBe(
      "CONFIRMED",
    );
    await signIn(Username);
  });
});

describe("one's own account", () => {
  test("attributes are written within the client's rights, and a new address is verified by its own code", async () => {
    await confirmed("sara");
    const { access: AccessToken } = await tokensOf("sara");
    const update = (Name: string, Value: string) =>
      pool.sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: [{ Name, Value }] }));
    const verify = (Code: string) =>
      pool.sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code }));
    expect((await thrown(update("email_verified", "true")))[0]).toBe("NotAuthorizedException");
    const { CodeDeliveryDetailsList } = await update("email", "sara@new.example.com");
    expect(CodeDeliveryDetailsList?.[0]?.Destination).toBe("s***@n***");
    const code = await codeSentTo(pool, "sara@new.example.com");
    expect((await thrown(verify(otherThan(code))))[0]).toBe("CodeMismatchException");
    await verify(code);
    expect((await thrown(verify(code)))[0]).toBe("ExpiredCodeException");
    await pool.sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: "email" }));
    await verify(await codeSentTo(pool, "sara@new.example.com"));
    await update("nickname", "S");
    await pool.sdk.send(new DeleteUserAttributesCommand({ AccessToken, UserAttributeNames: ["nickname"] }));
    const { UserAttributes } = await pool.sdk.send(new GetUserCommand({ AccessToken }));
    expect(UserAttributes).toEqual(expect.arrayContaining([{ Name: "email_verified", Value: "true" }]));
    expect(UserAttributes?.map(({ Name }) => Name)).not.toContain("nickname");
  });

  test("a code of an address that was changed since does not verify the other one", async () => {
    await confirmed("tom");
    const { access: AccessToken } = await tokensOf("tom");
    await pool.sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName: "email" }));
    const Code = await codeSentTo(pool, emailOf("tom"));
    const UserAttributes = [
      { Name: "email", Value: "other@example.com" },
      { Name: "email_verified", Value: "true" },
    ];
    await pool.sdk.send(new AdminUpdateUserAttributesCommand({ UserPoolId: poolId, Username: "tom", UserAttributes }));
    const verify = pool.sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code }));
    expect((await thrown(verify))[0]).toBe("ExpiredCodeException");
  });

  test("an address that an administrator writes is verified by its own code, unless it is declared verified", async () => {
    await confirmed("ulla");
    const { access: AccessToken } = await tokensOf("ulla");
    const write = (Value: string, more: { Name: string; Value: string }[]) =>
      pool.sdk.send(
        new AdminUpdateUserAttributesCommand({
          UserPoolId: poolId,
          Username: "ulla",
          UserAttributes: [{ Name: "email", Value }, ...more],
        }),
      );
    const isVerified = async () => {
      const { UserAttributes } = await pool.sdk.send(new GetUserCommand({ AccessToken }));
      return UserAttributes?.find(({ Name }) => Name === "email_verified")?.Value;
    };
    await write("ulla@declared.example.com", [{ Name: "email_verified", Value: "true" }]);
    expect(await isVerified()).toBe("true");
    expect(await pool.admin("user_pool.mailbox").where({ recipient: "ulla@declared.example.com" })).toEqual([]);
    await write("ulla@new.example.com", []);
    expect(await isVerified()).toBe("false");
    const Code = await codeSentTo(pool, "ulla@new.example.com");
    await pool.sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName: "email", Code }));
    expect(await isVerified()).toBe("true");
  });

  test("is deleted by its user", async () => {
    await confirmed("uwe");
    await pool.sdk.send(new DeleteUserCommand({ AccessToken: (await tokensOf("uwe")).access }));
    expect((await thrown(signIn("uwe")))[0]).toBe("UserNotFoundException");
  });
});

test("messages are read by the administrator, and by nobody else", async () => {
  const secret = "a".repeat(40);
  await pool.restart({ environment: { USER_POOL_ADMIN_SECRET: secret } });
  await signUp("vera");
  const url = `${pool.url}/_gatehouse/mailbox?to=${encodeURIComponent(emailOf("vera"))}`;
  expect((await fetch(url)).status).toBe(401);
  const read = await fetch(url, { headers: { authorization: `Bearer ${secret}` } });
  const { messages } = (await read.json()) as { messages: { body: string; recipient: string }[] };
  expect(messages).toEqual([
    expect.objectContaining({ recipient: emailOf("vera"), username: "vera", medium: "EMAIL" }),
  ]);
  await confirm("vera", /\d{6}/.exec(messages[0]?.body ?? "")?.[0] ?? "");
});
