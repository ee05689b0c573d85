import { createHash, randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import {
  accessClaims,
  clientId,
  issuer,
  signed,
  sub,
  type TestKey,
  username,
} from "@gatehouse/user-pool-client/testing/tokens.ts";
import type { JWTPayload } from "jose";

export const poolId = "us-east-1_TestPool1";

/** What a test makes the pool do otherwise. */
export interface Behaviour {
  /** Answers instead of the pool. */
  instead?: (request: IncomingMessage, response: ServerResponse) => void;
  idClaims?: Record<string, unknown>;
  accessClaims?: Record<string, unknown>;
  /** The key that signs; else the pool's. */
  signWith?: TestKey;
  /** Refresh tokens work once and bring the next one. */
  rotates?: boolean;
  /** Milliseconds that the pool takes for a token. */
  slow?: number;
  /** Merged into the answer of /oauth2/token. */
  answer?: Record<string, unknown>;
}

/** A user pool on a free port: its key set, /oauth2/token and /oauth2/revoke, with real tokens and PKCE checked. */
export const fakePool = async (key: TestKey) => {
  const codes = new Map<string, { challenge: string; nonce: string | null; redirectUri: string }>();
  const families = new Map<string, string>();
  const pool = { behaviour: {} as Behaviour, calls: [] as string[], revoked: [] as string[] };

  const idToken = (accessToken: string, nonce: string | null) => {
    const iat = Math.floor(Date.now() / 1000);
    const claims: JWTPayload = {
      sub,
      iss: issuer,
      aud: clientId,
      token_use: "id",
      "cognito:username": username,
      email: "alice@example.com",
      given_name: "Alice",
      family_name: "Archer",
      at_hash: createHash("sha256").update(accessToken).digest().subarray(0, 16).toString("base64url"),
      ...(nonce === null ? {} : { nonce }),
      jti: randomUUID(),
      auth_time: iat,
      iat,
      exp: iat + 3600,
      ...pool.behaviour.idClaims,
    };
    return signed(pool.behaviour.signWith ?? key, claims);
  };

  const tokens = async (nonce: string | null) => {
    const access_token = await signed(key, accessClaims(pool.behaviour.accessClaims));
    return { access_token, id_token: await idToken(access_token, nonce), token_type: "Bearer", expires_in: 3600 };
  };

  const byCode = async (form: URLSearchParams) => {
    const started = codes.get(form.get("code") ?? "");
    codes.delete(form.get("code") ?? "");
    const challenge = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (!started || started.challenge !== challenge || started.redirectUri !== form.get("redirect_uri"))
      return undefined;
    return { ...(await tokens(started.nonce)), refresh_token: newFamily(randomUUID()), ...pool.behaviour.answer };
  };

  const byRefreshToken = async (form: URLSearchParams) => {
    const old = form.get("refresh_token") ?? "";
    const family = families.get(old);
    if (family === undefined) return undefined;
    if (pool.behaviour.rotates) families.delete(old);
    return {
      ...(await tokens(null)),
      ...(pool.behaviour.rotates ? { refresh_token: newFamily(family) } : {}),
      ...pool.behaviour.answer,
    };
  };

  const newFamily = (family: string) => {
    const token = `refresh.${randomUUID()}`;
    families.set(token, family);
    return token;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    pool.calls.push(`${request.method} ${request.url}`);
    if (pool.behaviour.instead) return pool.behaviour.instead(request, response);
    if (request.method === "GET") return send(response, 200, { keys: [key.jwk] });
    const form = new URLSearchParams(await text(request));
    if (form.get("client_id") !== clientId) return send(response, 400, { error: "invalid_client" });
    if (request.url === "/oauth2/revoke") {
      pool.revoked.push(String(form.get("token")));
      families.delete(String(form.get("token")));
      return void response.writeHead(200, { "content-length": "0" }).end();
    }
    await new Promise((resolve) => setTimeout(resolve, pool.behaviour.slow ?? 0));
    const grant = form.get("grant_type") === "authorization_code" ? await byCode(form) : await byRefreshToken(form);
    return grant ? send(response, 200, grant) : send(response, 400, { error: "invalid_grant" });
  };

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
  return Object.assign(pool, {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What the pool does between authorize and callback: the person signs in, and a code is made. */
    signIn(authorizeUrl: string): URLSearchParams {
      const asked = new URL(authorizeUrl).searchParams;
      const code = randomUUID();
      codes.set(code, {
        challenge: String(asked.get("code_challenge")),
        nonce: asked.get("nonce"),
        redirectUri: String(asked.get("redirect_uri")),
      });
      return new URLSearchParams({ code, state: String(asked.get("state")) });
    },
    /** How often tokens were asked for. */
    tokenCalls: () => pool.calls.filter((call) => call === "POST /oauth2/token").length,
    endFamilies: () => families.clear(),
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  });
};

export const send = (response: ServerResponse, status: number, body: unknown) =>
  void response.writeHead(status, { "content-type": "application/json;charset=UTF-8" }).end(JSON.stringify(body));
