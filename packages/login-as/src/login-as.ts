// A genuine session for tests of any framework: nothing is forged, the person signs in over SAML.
import { type Browser, openBrowser } from "@gatehouse/browser/browser.ts";
import type { Choice } from "@gatehouse/idp-mock-client/control-api.ts";
import { cookiesOf, type PlaywrightCookie } from "./cookies.ts";
import { type Place, placeIn } from "./place.ts";
import { throughClient } from "./through-client.ts";
import { throughGateway } from "./through-gateway.ts";

/** What is out of the ordinary about the sign-in, and where it takes place. */
export interface Options extends Omit<Choice, "person" | "idp"> {
  /**
   * Where everything is: `outputs.json`, its path or its content. Default: the one that GATEHOUSE_OUTPUTS names, else
   * `.gatehouse/outputs.json` in this folder or one above it.
   */
  readonly outputs?: string | Place | undefined;
  /** In place of the origin that the user pool redirects to. */
  readonly identityProviderUrl?: string | undefined;
  /** `gateway`: its token handler gives cookies. `client`: an OAuth client with PKCE gets tokens. Default: gateway. */
  readonly through?: "gateway" | "client" | undefined;
  /** Of the OAuth client. Default: the first client of the stack, and its first provider. */
  readonly client?: Client | undefined;
}

export interface Client {
  readonly id?: string;
  /** It is never visited. */
  readonly redirectUri?: string;
  readonly scope?: string;
  readonly identityProvider?: string;
}

export interface Tokens {
  readonly access: string;
  readonly id: string;
  /** The token handler keeps it to itself. */
  readonly refresh?: string | undefined;
}

export interface Session {
  /** As the user pool names the person. */
  readonly username: string;
  readonly tokens: Tokens;
  /** All that the browser holds, as Playwright's `addCookies` takes them. */
  readonly cookies: readonly PlaywrightCookie[];
  /** With these, a request to the gateway is the person's. */
  readonly headers: Readonly<Record<string, string>>;
  /** A request to the gateway as the person. @param path or a URL of the gateway @throws {RangeError} for a URL of another */
  fetch(path: string, init?: Parameters<Browser["send"]>[1]): ReturnType<Browser["send"]>;
  /** For Playwright's `newContext({ storageState })`. */
  storageState(): { cookies: PlaywrightCookie[]; origins: [] };
}

/** What a way in gives. */
export interface Entered {
  readonly tokens: Tokens;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Signs a person in.
 * @param person e-mail address of somebody whom the mock identity provider knows
 * @throws {SignInRefused} with what the user pool or the gateway answered
 * @throws {IdpMockRefused} for a person or a fault that the mock does not know
 */
export const loginAs = async (person: string, options: Options = {}): Promise<Session> => {
  const { outputs, identityProviderUrl, through = "gateway", client = {}, ...choice } = options;
  const place = placeIn(outputs);
  const browser = openBrowser();
  const signIn = { browser, place, identityProviderUrl, choice: { ...choice, person } };
  const { tokens, headers } = await (through === "gateway" ? throughGateway(signIn) : throughClient(signIn, client));
  const cookies = await cookiesOf(browser);
  return {
    username: usernameIn(tokens.access),
    tokens,
    cookies,
    headers,
    fetch: (path, init = {}) => {
      const given = init.headers as Record<string, string> | undefined;
      // The browser sends its cookies itself, and those that came since.
      const { cookie: _, ...own } = headers;
      return browser.send(urlAt(place, path), { ...init, headers: { ...own, ...given } });
    },
    storageState: () => ({ cookies: [...cookies], origins: [] }),
  };
};

export interface SigningIn {
  readonly browser: Browser;
  readonly place: Place;
  readonly identityProviderUrl: string | undefined;
  readonly choice: Choice;
}

const urlAt = ({ gateway }: Place, path: string) => {
  const url = new URL(path, gateway.url);
  if (url.origin === new URL(gateway.url).origin) return url.href;
  throw new RangeError(`expected a URL of ${gateway.url}, received ${path}: a session is nobody else's business`);
};

/** The pool made it; nobody who decides anything reads it here. */
const usernameIn = (accessToken: string): string =>
  JSON.parse(Buffer.from(accessToken.split(".")[1] ?? "", "base64url").toString()).username;
