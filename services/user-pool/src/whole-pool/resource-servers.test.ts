import {
  CreateResourceServerCommand,
  CreateUserPoolClientCommand,
  DeleteResourceServerCommand,
  DescribeResourceServerCommand,
  ListResourceServersCommand,
  UpdateResourceServerCommand,
  UpdateUserPoolClientCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { locationOf, newBrowser } from "../testing/browser.ts";
import { thrown } from "../testing/sdk.ts";
import { authorizeUrl } from "../testing/sign-in.ts";
import { callback, configOf, poolId, startUserPool, type TestUserPool } from "../testing/user-pool.ts";

const ofFile = { Identifier: "https://file.example.com", Name: "of the file" };
const withServers = (config: ReturnType<typeof configOf>, ...ResourceServers: object[]) => ({
  ...config,
  ResourceServers,
});

let pool: TestUserPool;
beforeAll(async () => {
  pool = await startUserPool((config) => withServers(config, ofFile));
});
afterAll(() => pool.stop());

const UserPoolId = poolId;
const Scopes = [
  { ScopeName: "trades.read", ScopeDescription: "see trades" },
  { ScopeName: "trades.write", ScopeDescription: "make trades" },
];
const server = (Identifier: string) => ({ UserPoolId, Identifier, Name: "an API", Scopes });

const create = async (Identifier: string, given: object = {}) =>
  (await pool.sdk.send(new CreateResourceServerCommand({ ...server(Identifier), ...given }))).ResourceServer;
const update = async (Identifier: string, given: object = {}) =>
  (await pool.sdk.send(new UpdateResourceServerCommand({ ...server(Identifier), ...given }))).ResourceServer;
const describeServer = async (Identifier: string) =>
  (await pool.sdk.send(new DescribeResourceServerCommand({ UserPoolId, Identifier }))).ResourceServer;
const remove = (Identifier: string) => pool.sdk.send(new DeleteResourceServerCommand({ UserPoolId, Identifier }));
const clientWith = async (...AllowedOAuthScopes: string[]) => {
  const command = new CreateUserPoolClientCommand({ UserPoolId, ClientName: "machine", AllowedOAuthScopes });
  return (await pool.sdk.send(command)).UserPoolClient ?? {};
};
/** One through which a browser signs in. */
const clientFor = async (AllowedOAuthScopes: string[]) => {
  const command = new CreateUserPoolClientCommand({
    UserPoolId,
    ClientName: "web",
    AllowedOAuthScopes,
    AllowedOAuthFlowsUserPoolClient: true,
    AllowedOAuthFlows: ["code"],
    CallbackURLs: [callback],
    SupportedIdentityProviders: ["CorpSAML"],
  });
  return (await pool.sdk.send(command)).UserPoolClient ?? {};
};

describe("resource servers", () => {
  test("are made, described, replaced and deleted", async () => {
    expect(await create("orders")).toEqual(server("orders"));
    expect(await describeServer("orders")).toEqual(server("orders"));
    expect(await update("orders", { Name: "renamed", Scopes: undefined })).toEqual({
      UserPoolId,
      Identifier: "orders",
      Name: "renamed",
      Scopes: [],
    });
    await remove("orders");
    const gone = ["ResourceNotFoundException", "Resource server orders does not exist.", 400];
    expect(await thrown(describeServer("orders"))).toEqual(gone);
    expect(await thrown(update("orders"))).toEqual(gone);
    expect(await thrown(remove("orders"))).toEqual(gone);
  });

  test("have an identifier that no other of the pool has", async () => {
    await create("unique");
    expect((await thrown(create("unique", { Name: "second" })))[0]).toBe("InvalidParameterException");
    expect(await describeServer("unique")).toEqual(server("unique"));
    await create("Unique");
  });

  // [what, refused, allowed]
  test.each<[string, object, object]>([
    ["an identifier with a space", { Identifier: "a b" }, { Identifier: "a/b" }],
    ["an identifier of 257 characters", { Identifier: "i".repeat(257) }, { Identifier: "i".repeat(256) }],
    [
      "a scope with a slash",
      { Scopes: [{ ScopeName: "a/b", ScopeDescription: "d" }] },
      { Scopes: [{ ScopeName: "a:b", ScopeDescription: "d" }] },
    ],
    ["a scope twice", { Scopes: [Scopes[0], Scopes[0]] }, { Scopes }],
    ["a scope without a description", { Scopes: [{ ScopeName: "bare" }] }, { Scopes: [] }],
    ["a name with a slash", { Name: "a/b" }, { Name: "a=b" }],
  ])("refuse %s", async (what, refused, allowed) => {
    const Identifier = `for:${what.replaceAll(" ", "-")}`;
    expect((await thrown(create(Identifier, refused)))[0]).toBe("InvalidParameterException");
    await create(Identifier, allowed);
  });

  test("are listed page by page", async () => {
    for (const Identifier of ["page-1", "page-2", "page-3"]) await create(Identifier);
    const listed: (string | undefined)[] = [];
    let NextToken: string | undefined;
    do {
      const command = new ListResourceServersCommand({ UserPoolId, MaxResults: 1, NextToken });
      const page = await pool.sdk.send(command);
      expect(page.ResourceServers).toHaveLength(1);
      listed.push(page.ResourceServers?.[0]?.Identifier);
      NextToken = page.NextToken;
    } while (NextToken);
    expect(listed).toEqual(expect.arrayContaining([ofFile.Identifier, "page-1", "page-2", "page-3"]));
    expect(new Set(listed).size).toBe(listed.length);
    expect((await thrown(pool.sdk.send(new ListResourceServersCommand({ UserPoolId, MaxResults: 51 }))))[0]).toBe(
      "InvalidParameterException",
    );
  });
});

describe("scopes of resource servers", () => {
  test("are a client's while their resource server declares them", async () => {
    await create("https://api.example.com");
    const scope = "https://api.example.com/trades.read";
    expect((await thrown(clientWith("https://api.example.com/trades.none"))).slice(0, 2)).toEqual([
      "ScopeDoesNotExistException",
      "Invalid scope requested: https://api.example.com/trades.none",
    ]);
    const { ClientId, AllowedOAuthScopes } = await clientWith(scope);
    expect(AllowedOAuthScopes).toEqual([scope]);
    const again = () =>
      pool.sdk.send(new UpdateUserPoolClientCommand({ UserPoolId, ClientId, AllowedOAuthScopes: [scope] }));
    await again();
    await update("https://api.example.com", { Scopes: Scopes.slice(1) });
    expect((await thrown(again()))[0]).toBe("ScopeDoesNotExistException");
    await remove("https://api.example.com");
    expect((await thrown(clientWith("https://api.example.com/trades.write")))[0]).toBe("ScopeDoesNotExistException");
  });
});

test("a scope that is no resource server's any more is refused at /oauth2/authorize, and not asked for by default", async () => {
  await create("https://gone.example.com");
  const custom = "https://gone.example.com/trades.read";
  const { ClientId: client_id = "" } = await clientFor(["openid", custom]);
  const go = async (scope: string | undefined) =>
    locationOf(await newBrowser().get(authorizeUrl(pool.url, { client_id, scope })));
  const departed = expect.stringContaining("SAMLRequest=");
  const refused = expect.stringMatching(/\?error_description=invalid_scope&error=invalid_request/);
  expect([await go(`openid ${custom}`), await go("openid"), await go(undefined)]).toEqual([
    departed,
    departed,
    departed,
  ]);
  await remove("https://gone.example.com");
  expect([await go(`openid ${custom}`), await go("openid"), await go(undefined)]).toEqual([
    refused,
    departed,
    departed,
  ]);
});

describe("the pool's file", () => {
  test("has its own resource servers again at each start, and leaves alone those that the API made", async () => {
    await create("of-the-api");
    await update(ofFile.Identifier, { Name: "changed meanwhile" });
    await pool.restart();
    expect(await describeServer(ofFile.Identifier)).toEqual({ UserPoolId, ...ofFile, Scopes: [] });
    expect(await describeServer("of-the-api")).toEqual(server("of-the-api"));
    await pool.restart({ config: withServers(configOf(pool.idp)) });
    expect((await thrown(describeServer(ofFile.Identifier)))[0]).toBe("ResourceNotFoundException");
    expect(await describeServer("of-the-api")).toEqual(server("of-the-api"));
  });
});
