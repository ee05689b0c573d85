import { tokenFor } from "@gatehouse/browser/sign-in.ts";
import { bySaml } from "./by-saml.ts";
import type { Entered, SigningIn } from "./login-as.ts";

/** By the gateway's token handler: the session is in cookies (docs/architecture.md, Cookies). @throws {SignInRefused} */
export const throughGateway = async (signIn: SigningIn): Promise<Entered> => {
  const { browser, place } = signIn;
  const { url } = place.gateway;
  const hasSession = async () => (await browser.cookies.getCookies(url)).some(({ key }) => key === "__Host-session");
  await bySaml(signIn, place.signIn, hasSession);
  const [access, id] = await Promise.all([tokenFor(browser, url, "access"), tokenFor(browser, url, "id")]);
  const cookie = await browser.cookies.getCookieString(url);
  // As a page of the gateway's own origin asks: without, cookies change nothing.
  return { tokens: { access, id }, headers: { cookie, "x-csrf": "1", "sec-fetch-site": "same-origin" } };
};
