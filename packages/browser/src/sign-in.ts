// A sign-in through the identity provider of this project, as a person does it by hand.
import { type Browser, formWith, type Page } from "./browser.ts";

/** Whether the identity provider's page of people has the person, by e-mail address. */
export const offers = (peoplePage: Page, person: string): boolean => {
  try {
    formWith(peoplePage, button(person));
    return true;
  } catch {
    return false;
  }
};

/** Picks the person; the page that comes back holds the SAML response, not yet posted. */
export const pick = (browser: Browser, peoplePage: Page, person: string): Promise<Page> =>
  browser.submit(peoplePage, button(person));

const button = (person: string) => ({ name: "person", value: person });

/** The token in the browser's cookies for a URL, put together again where it was too long for one; "" where there is none. */
export const tokenFor = async (browser: Browser, url: string, kind: "access" | "id"): Promise<string> => {
  const cookies = await browser.cookies.getCookies(url);
  const named = (name: string) => cookies.find(({ key }) => key === name)?.value;
  let token = named(`__Host-${kind}`) ?? "";
  for (let part = 1; named(`__Host-${kind}.${part}`) !== undefined; part++) token += named(`__Host-${kind}.${part}`);
  return token;
};
