import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, openBrowser } from "@gatehouse/browser/browser.ts";
import type { Delivery } from "@gatehouse/idp-mock-client/control-api.ts";
import { idpMock } from "@gatehouse/idp-mock-client/idp-mock.ts";
import type { SigningIn } from "./login-as.ts";
import { travel } from "./travel.ts";

type Ends = (location: string) => boolean | Promise<boolean>;

/** From the place where a sign-in begins by way of the identity provider to where it `ends`. @throws {SignInRefused} */
export const bySaml = async (
  { browser, choice, identityProviderUrl }: SigningIn,
  start: string,
  ends: Ends,
): Promise<string> => {
  const { person } = choice;
  const sso = await travel(browser, start, {
    person,
    ends: (location) => new URL(location).searchParams.has("SAMLRequest"),
  });
  const { deliveries } = await idpMock(identityProviderUrl ?? new URL(sso).origin).signIn({ ...choice, sso });
  for (const delivery of deliveries.slice(0, -1)) await posted(browser, delivery, sso);
  const last = deliveries.at(-1) ?? deliveries[0];
  await sleep(last.afterMs ?? 0);
  return await travel(inBrowser(browser, last), last.action, { person, ends }, formOf(last, sso));
};

/** What comes of it is what the last one meets. */
const posted = async (browser: Browser, delivery: Delivery, sso: string) => {
  await sleep(delivery.afterMs ?? 0);
  const response = await inBrowser(browser, delivery).send(delivery.action, formOf(delivery, sso));
  await response.text();
};

const inBrowser = (browser: Browser, delivery: Delivery) => (delivery.browser === "another" ? openBrowser() : browser);

const formOf = ({ fields, again = {} }: Delivery, sso: string) => ({
  method: "POST",
  body: new URLSearchParams([...Object.entries(fields), ...Object.entries(again)]).toString(),
  headers: { "content-type": "application/x-www-form-urlencoded", origin: new URL(sso).origin },
});
