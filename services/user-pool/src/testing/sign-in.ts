import { createHash, randomBytes } from "node:crypto";
import { type Browser, locationOf, newBrowser } from "./browser.ts";
import { type Arrival, arrivalOf, type TestIdentityProvider } from "./identity-provider.ts";
import { callback, clientId, type TestUserPool } from "./user-pool.ts";

export const newVerifier = () => randomBytes(32).toString("base64url");
export const challengeOf = (verifier: string) => createHash("sha256").update(verifier).digest("base64url");

/** A request of /oauth2/authorize that is right in all things, but for `changes`; undefined takes a parameter away. */
export const authorizeUrl = (url: string, changes: Readonly<Record<string, string | undefined>> = {}) => {
  const given = {
    response_type: "code",
    client_id: clientId,
    redirect_uri: callback,
    scope: "openid email profile aws.cognito.signin.user.admin",
    identity_provider: "CorpSAML",
    state: "s1",
    ...changes,
  };
  const present = Object.entries(given).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return `${url}/oauth2/authorize?${new URLSearchParams(present)}`;
};

/** Goes from the application to the identity provider. */
export const depart = async (
  pool: TestUserPool,
  browser: Browser,
  changes: Readonly<Record<string, string | undefined>> = {},
): Promise<Arrival> => arrivalOf(locationOf(await browser.get(authorizeUrl(pool.url, changes))));

/** The identity provider's answer, brought to the pool. */
export const deliver = (
  pool: TestUserPool,
  browser: Browser,
  answer: ReturnType<TestIdentityProvider["answer"]>,
): Promise<Response> => browser.post(`${pool.url}/saml2/idpresponse`, { ...answer });

/** The query that the application was given. */
export const sentTo = (response: Response) => new URL(locationOf(response)).searchParams;

interface SignIn {
  readonly browser?: Browser;
  readonly request?: Readonly<Record<string, string | undefined>>;
  readonly response?: Parameters<TestIdentityProvider["answer"]>[1];
}

/** A whole sign-in, up to the code. */
export const codeFor = async (pool: TestUserPool, { browser = newBrowser(), request, response }: SignIn = {}) => {
  const arrival = await depart(pool, browser, request);
  const code = sentTo(await deliver(pool, browser, pool.idp.answer(arrival, response))).get("code");
  if (!code) throw new Error(`no code was given; the pool's log ends with:\n${pool.log.slice(-3).join("")}`);
  return code;
};

export const tokenRequest = (
  pool: TestUserPool,
  form: Readonly<Record<string, string>>,
  headers: Record<string, string> = {},
) => fetch(`${pool.url}/oauth2/token`, { method: "POST", body: new URLSearchParams(form), headers });

export interface TokenAnswer {
  readonly id_token: string;
  readonly access_token: string;
  readonly refresh_token: string;
  readonly expires_in: number;
  readonly token_type: string;
}

/** A whole sign-in, with PKCE, up to the tokens. */
export const tokensFor = async (pool: TestUserPool, signIn: SignIn = {}): Promise<TokenAnswer> => {
  const verifier = newVerifier();
  const pkce = { code_challenge: challengeOf(verifier), code_challenge_method: "S256" };
  const code = await codeFor(pool, { ...signIn, request: { ...pkce, ...signIn.request } });
  const client_id = signIn.request?.client_id ?? clientId;
  const redeemed = await tokenRequest(pool, {
    grant_type: "authorization_code",
    code,
    client_id,
    redirect_uri: callback,
    code_verifier: verifier,
  });
  return (await redeemed.json()) as TokenAnswer;
};
