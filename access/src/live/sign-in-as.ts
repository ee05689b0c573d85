import { openBrowser } from "@gatehouse/browser/browser.ts";
import { offers, pick, tokenFor } from "@gatehouse/browser/sign-in.ts";
import type { Outputs } from "@gatehouse/stack/outputs.ts";
import { decodeJwt } from "jose";

/** Who signed in: the token to ask with, and what the tokens say of the user. */
export interface SignedIn {
  readonly accessToken: string;
  readonly groups: readonly string[];
  /** The claims of the id token that are texts, by their names: `email`, `custom:account`. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/**
 * Signs a user in through the identity provider, as a person with a browser does.
 * @returns a text where that is not possible: why.
 */
export const signInAs = async (username: string, outputs: Outputs): Promise<SignedIn | string> => {
  const person = outputs.people.find((each) => each.username === username)?.email;
  const unknown = `the identity provider does not know ${username}`;
  if (person === undefined) return unknown;
  const browser = openBrowser();
  const people = await browser.visit(outputs.signIn);
  if (!offers(people, person)) return `${unknown}: ${people.url} (${people.status}) does not offer ${person}`;
  const landed = await browser.submit(await pick(browser, people, person));
  const accessToken = await tokenFor(browser, outputs.gateway.url, "access");
  if (accessToken === "") return `${username} could not sign in: ${landed.url} answered ${landed.status}`;
  return { accessToken, ...toldBy(accessToken, await tokenFor(browser, outputs.gateway.url, "id")) };
};

/** The tokens come from the pool over our own sign-in; the gateway checks them when it is asked. */
const toldBy = (accessToken: string, idToken: string) => {
  const { "cognito:groups": groups, sub } = decodeJwt(accessToken);
  return {
    groups: Array.isArray(groups) ? groups.map(String) : [],
    attributes: { ...decodeJwt(idToken), sub },
  };
};
