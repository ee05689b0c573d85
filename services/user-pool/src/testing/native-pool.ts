import type { TestUserPool } from "./user-pool.ts";
import { type configOf, startUserPool } from "./user-pool.ts";

/** Clients of the pool for users with passwords, each with one peculiarity. */
export const nativeClient = "1native2client3of4tests5abc";
export const nativeSecretClient = { id: "6native7secret8of9tests0abc", secret: "n4t1v3s3cr3t0f24characters0rm0re" };
export const hidingClient = "2native3hiding4of5tests6abc";
/** May write but few attributes, and has no flows but the usual ones. */
export const narrowClient = "3native4narrow5of6tests7abc";

const client = {
  ExplicitAuthFlows: [
    "ALLOW_USER_PASSWORD_AUTH",
    "ALLOW_ADMIN_USER_PASSWORD_AUTH",
    "ALLOW_USER_SRP_AUTH",
    "ALLOW_CUSTOM_AUTH",
    "ALLOW_REFRESH_TOKEN_AUTH",
  ],
};

/** A pool whose users sign up by themselves; `settings` are the pool's own beside what all have. */
export const startNativePool = (settings: object = {}): Promise<TestUserPool> =>
  startUserPool((config: ReturnType<typeof configOf>) => ({
    ...config,
    UserPool: { ...config.UserPool, AutoVerifiedAttributes: ["email"], ...settings },
    UserPoolClients: [
      ...config.UserPoolClients,
      { ...client, ClientId: nativeClient, ClientName: "native" },
      {
        ...client,
        ClientId: nativeSecretClient.id,
        ClientName: "native secret",
        ClientSecret: nativeSecretClient.secret,
      },
      { ...client, ClientId: hidingClient, ClientName: "hiding", PreventUserExistenceErrors: "ENABLED" },
      { ClientId: narrowClient, ClientName: "narrow", WriteAttributes: ["email", "name"] },
    ],
  }));

/** The code in the latest message to an address. */
export const codeSentTo = async ({ admin }: TestUserPool, recipient: string): Promise<string> => {
  const message = await admin("user_pool.mailbox").where({ recipient }).orderBy("id", "desc").first("body");
  return /\d{6}/.exec(message?.body ?? "")?.[0] ?? "";
};
