import { type TestKey, testKey } from "@gatehouse/user-pool-client/testing/tokens.ts";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { createLocalJWKSet } from "jose";
import { noFacts } from "../../facts/facts.ts";
import { IssuerUnreachable, type KeysOfIssuer } from "../../jwt/keys-of-issuers.ts";
import { signedToken } from "../../jwt/testing/signed-token.ts";
import type { JwtAuthorizer } from "../api.ts";
import type { Asked } from "../exchange.ts";
import { Refusal } from "../refusal.ts";
import { stage } from "../testing/exchange.ts";
import { authorizeByToken } from "./authorize-by-token.ts";
import { asked } from "./testing/asked.ts";

const issuer = "https://issuer.example.com";
const now = 1_800_000_000;
let key: TestKey;

beforeAll(async () => {
  key = await testKey("key-1");
});

const token = (changes: object = {}) =>
  signedToken(key, {
    iss: issuer,
    aud: "client",
    sub: "alice",
    exp: now + 60,
    scope: "trades/read openid",
    ...changes,
  });

const guard = (changes: Partial<JwtAuthorizer> = {}, scopes: readonly string[] = []) => ({
  type: "JWT" as const,
  authorizer: {
    kind: "JWT" as const,
    name: "tokens",
    issuer,
    audience: ["other", "client"],
    identitySource: { from: "header", name: "Authorization" } as const,
    ...changes,
  },
  scopes,
});

const ofTheIssuer: KeysOfIssuer = (of) => {
  expect(of).toBe(issuer);
  return createLocalJWKSet({ keys: [key.jwk] });
};

/** 200, or the kind of refusal. */
const ask = async (of: ReturnType<typeof guard>, by: Asked, keys = ofTheIssuer) => {
  const facts = noFacts();
  try {
    const ports = { keys, time: () => now * 1000 };
    return { facts, status: 200, authorization: await authorizeByToken(of, by, facts, ports) };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { facts, status: error.type, headers: error.headers, reason: error.reason };
  }
};
const sending = (...values: string[]) => asked({ headers: values.map((value) => ["authorization", value] as const) });

describe("a request is let through", () => {
  test("with the claims as texts, and facts that say who asks", async () => {
    const { authorization, facts } = await ask(guard(), sending(`Bearer ${await token()}`));
    expect(authorization).toEqual({
      kind: "jwt",
      claims: { aud: "client", exp: String(now + 60), iss: issuer, scope: "trades/read openid", sub: "alice" },
      scopes: null,
    });
    expect(facts.log).toMatchObject({ principal: "alice", effect: "allow", cached: false });
    expect(facts.steps).toMatchObject({ authorizer: { status: 200, error: null }, authorize: { status: 200 } });
  });

  test("with the token's scopes where the route asks for one of them", async () => {
    const { authorization } = await ask(guard({}, ["admin", "openid"]), sending(await token()));
    expect(authorization?.scopes).toEqual(["trades/read", "openid"]);
  });

  test("by a token in the query", async () => {
    const of = guard({ identitySource: { from: "querystring", name: "token" } });
    expect((await ask(of, asked({ query: `token=${await token()}` }))).status).toBe(200);
  });

  test("by an issuer and an audience that stage variables name", async () => {
    const of = guard({ issuer: "https://${stageVariables.host}", audience: ["${stageVariables.client}"] });
    const on = (variables: Record<string, string>) => ({ stage: { ...stage, variables } });
    const by = asked(
      { headers: [["Authorization", await token()]] },
      on({ host: "issuer.example.com", client: "client" }),
    );
    expect((await ask(of, by)).status).toBe(200);
    const another = asked(
      { headers: [["Authorization", await token()]] },
      on({ host: "issuer.example.com", client: "stranger" }),
    );
    expect((await ask(of, another)).status).toBe("UNAUTHORIZED");
  });
});

describe("a request is refused", () => {
  const challenge = (text: string) => [["www-authenticate", text]];

  test.each([
    ["no header", asked({ headers: [] })],
    ["an empty header", sending("")],
    ["a blank header", sending("  ")],
  ])("for %s", async (_what, by) => {
    const { facts, ...refused } = await ask(guard(), by);
    expect(refused).toEqual({ status: "UNAUTHORIZED", headers: challenge("Bearer"), reason: "there is no token" });
    expect(facts.steps).toMatchObject({ authorizer: { status: 401, error: "missing: token not provided" } });
    expect(facts.steps.authorize).toBeUndefined();
  });

  test("for a token that does not hold", async () => {
    const { headers, status, facts } = await ask(guard(), sending(await token({ aud: "stranger" })));
    expect(status).toBe("UNAUTHORIZED");
    expect(headers).toEqual(
      challenge('Bearer scope="" error="invalid_token" error_description="the token does not have a valid audience"'),
    );
    expect(facts.steps.authorizer?.error).toBe("invalid_token: the token does not have a valid audience");
  });

  test("for two headers, of which each alone would do", async () => {
    const good = await token();
    expect((await ask(guard(), sending(good))).status).toBe(200);
    expect((await ask(guard(), sending(good, good))).status).toBe("UNAUTHORIZED");
  });

  test("for none of the scopes", async () => {
    const { headers, status, facts } = await ask(guard({}, ["admin"]), sending(await token()));
    expect(status).toBe("ACCESS_DENIED");
    expect(headers).toEqual(challenge('Bearer scope="admin" error="insufficient_scope"'));
    expect(facts.steps.authorizer).toMatchObject({ status: 403, error: "insufficient_scope" });
  });

  test("while the issuer cannot be reached, which the log says", async () => {
    const away: KeysOfIssuer = () => async () => {
      throw new IssuerUnreachable("JWKS communication error", "the keys cannot be had");
    };
    const { status, reason } = await ask(guard(), sending(await token()), away);
    expect([status, reason]).toEqual(["UNAUTHORIZED", "the keys cannot be had"]);
  });
});
