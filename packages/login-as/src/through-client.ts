import { createHash, randomBytes } from "node:crypto";
import { bySaml } from "./by-saml.ts";
import type { Client, Entered, SigningIn, Tokens } from "./login-as.ts";
import { SignInRefused, textOf } from "./refused.ts";

const everything = "openid email profile aws.cognito.signin.user.admin";

/** As an OAuth client: authorization code with PKCE (RFC 7636), and the tokens for it. @throws {SignInRefused} */
export const throughClient = async (signIn: SigningIn, client: Client): Promise<Entered> => {
  const { place } = signIn;
  const { id = place.userPool.clientId, redirectUri = `${place.gateway.url}/auth/callback` } = client;
  const provider = client.identityProvider ?? place.identityProviders?.[0]?.name;
  const [state, verifier] = [secret(), secret()];
  const query = new URLSearchParams({
    response_type: "code",
    client_id: id,
    redirect_uri: redirectUri,
    scope: client.scope ?? everything,
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    // Without it the user pool would ask the person.
    ...(provider === undefined ? {} : { identity_provider: provider }),
  });
  const start = `${place.userPool.domain}/oauth2/authorize?${query}`;
  const answer = await bySaml(signIn, start, (location) => withoutQuery(location) === withoutQuery(redirectUri));
  const code = codeIn(answer, { state, signIn });
  const form = {
    grant_type: "authorization_code",
    client_id: id,
    redirect_uri: redirectUri,
    code,
    code_verifier: verifier,
  };
  const tokens = await tokensFor(signIn, form);
  return { tokens, headers: { authorization: `Bearer ${tokens.access}` } };
};

const withoutQuery = (url: string) => url.split("?", 1)[0];

const secret = () => randomBytes(32).toString("base64url");

/** https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html */
const codeIn = (answer: string, { state, signIn }: { state: string; signIn: SigningIn }): string => {
  const given = new URL(answer).searchParams;
  const code = given.get("code");
  if (code !== null && given.get("state") === state) return code;
  const said = `${given.get("error") ?? "neither code nor error"}: ${given.get("error_description") ?? "no description"}`;
  throw new SignInRefused(signIn.choice.person, { status: 302, url: signIn.place.userPool.domain, said });
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html */
const tokensFor = async ({ browser, place, choice }: SigningIn, form: Record<string, string>): Promise<Tokens> => {
  const url = `${place.userPool.domain}/oauth2/token`;
  const response = await browser.send(url, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });
  const text = await response.text();
  if (response.status !== 200)
    throw new SignInRefused(choice.person, { status: response.status, url, said: textOf(text) });
  const { access_token: access, id_token: id, refresh_token: refresh } = JSON.parse(text);
  return { access, id, refresh };
};
