import { type CookieJar, cookieOf, readCookies } from "@gatehouse/http/cookies.ts";
import { failure } from "@gatehouse/http/failure.ts";
import type { Request, RequestHandler } from "express";
import { belongsTo, type IdToken } from "../id-token.ts";
import { isSecret, newSecret } from "../secret.ts";
import { sessionCookie, setCookie, signInCookie, tokenCookies } from "../session-cookies.ts";
import type { SignIn } from "../sign-ins.ts";
import type { Grant } from "../tokens.ts";
import type { Uses } from "./uses.ts";

const UnknownSignIn = failure(
  "UnknownSignIn",
  400,
  "This sign-in is not known here: it took too long, was finished already, or was started in another browser.",
);

/** The cause says what the pool or the identity provider gave as reason. */
export const SignInRefused = failure("SignInRefused", 403, "The sign-in was refused.");

const SignInBroken = failure("SignInBroken", 502, "What came back from the sign-in does not fit together.");

/**
 * Finishes a sign-in. What the pool says in the query is believed, and shown, only after `state` proved that this
 * browser asked for it. Whatever fails afterwards, the sign-in is used up.
 */
export const callback =
  (uses: Pick<Uses, "signIns" | "sessions" | "pool" | "verifyIdToken" | "log">): RequestHandler =>
  async (request, response) => {
    const jar = readCookies(request.headers.cookie);
    const signIn = await takenSignIn(request, jar, uses);
    const grant = await uses.pool.exchangeCode(codeOf(request), signIn.codeVerifier);
    try {
      response.append("set-cookie", await sessionOf(grant, signIn, jar, uses)).redirect(303, signIn.returnTo);
    } catch (error) {
      // Nobody will hold this refresh token, so it must not live on at the pool.
      await revoked(grant.refreshToken, uses);
      throw error;
    }
  };

/** Makes the session of these tokens. @returns the Set-Cookie lines that give it to the browser. */
const sessionOf = async (
  grant: Grant,
  signIn: SignIn,
  jar: CookieJar,
  uses: Pick<Uses, "sessions" | "pool" | "verifyIdToken" | "log">,
): Promise<string[]> => {
  const { idToken, refreshToken } = await checked(grant, signIn, uses);
  const lines = tokenCookies(grant, idToken.expiresAt - Date.now() / 1000, jar);
  await endFormer(jar, uses);
  // A new key at every sign-in: one that somebody planted before is worth nothing after.
  const key = newSecret();
  const expiresAt = await uses.sessions.create(key, { ...grant, refreshToken, username: idToken.username });
  return [...lines, setCookie(sessionCookie, key, (expiresAt.getTime() - Date.now()) / 1000)];
};

const takenSignIn = async ({ query }: Request, jar: CookieJar, { signIns }: Pick<Uses, "signIns">): Promise<SignIn> => {
  const browser = cookieOf(jar, signInCookie);
  const signIn = isSecret(query.state) && isSecret(browser) && (await signIns.take({ state: query.state, browser }));
  if (!signIn) throw new UnknownSignIn();
  return signIn;
};

const codeOf = ({ query }: Request) => {
  if (query.error !== undefined) {
    const said = [query.error_description, query.error].filter((text) => typeof text === "string").join(" - ");
    throw new SignInRefused(undefined, { cause: new Error(said) });
  }
  if (typeof query.code !== "string" || query.code === "") throw broken("there is neither a code nor an error");
  return query.code;
};

const checked = async (
  { accessToken, idToken: token, refreshToken }: Grant,
  { nonce }: SignIn,
  { verifyIdToken }: Pick<Uses, "verifyIdToken">,
): Promise<{ idToken: IdToken; refreshToken: string }> => {
  const idToken = await verifyIdToken(token).catch((error) => {
    throw error.code === "BadIdToken" ? broken("the id token does not hold", error) : error;
  });
  // A nonce of the pool's own making stands only in tokens for which none was asked; ours was.
  if (idToken.nonce !== nonce) throw broken("the id token's nonce is not the one that was sent");
  if (!belongsTo(accessToken, idToken)) throw broken("the access token does not belong to the id token");
  if (refreshToken === undefined) throw broken("there is no refresh token");
  return { idToken, refreshToken };
};

/** Whoever signs in over a session leaves nothing of it behind. */
const endFormer = async (jar: CookieJar, uses: Pick<Uses, "sessions" | "pool" | "log">) => {
  const [key] = jar.get(sessionCookie) ?? [];
  const former = isSecret(key) ? await uses.sessions.end(key) : undefined;
  await revoked(former?.refreshToken, uses);
};

const revoked = async (refreshToken: string | undefined, { pool, log }: Pick<Uses, "pool" | "log">) => {
  if (refreshToken !== undefined)
    await pool.revoke(refreshToken).catch((error) => log.warn({ err: error }, "a refresh token lives on at the pool"));
};

const broken = (reason: string, cause: unknown = undefined) =>
  new SignInBroken(undefined, { cause: new Error(reason, { cause }) });
