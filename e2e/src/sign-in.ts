import { type Browser, fieldsOf, formWith, openBrowser, type Page } from "@gatehouse/browser/browser.ts";
import { pick, tokenFor } from "@gatehouse/browser/sign-in.ts";
import { outputs } from "./target.ts";

/** Goes to the sign-in link and stops on the identity provider's page of people. */
export const startSignIn = (browser: Browser): Promise<Page> => browser.visit(outputs().signIn);

/** The form that the identity provider would have the browser post to the assertion consumer service. */
export const samlForm = (page: Page) => {
  const form = formWith(page);
  const { SAMLResponse = "", RelayState = "" } = fieldsOf(form);
  return { action: form.getAttribute("action") ?? "", SAMLResponse, RelayState };
};

/** A whole sign-in, by hand, in a browser of its own. The browser holds the session's cookies afterwards. */
export const signIn = async (person: string): Promise<Browser> => {
  const browser = openBrowser();
  const landed = await finishSignIn(browser, person);
  if (landed.status !== 200)
    throw new Error(`${person} could not sign in: ${landed.url} ${landed.status}\n${landed.text}`);
  return browser;
};

/** Everything after the sign-in link, up to the page where the person lands. */
export const finishSignIn = async (browser: Browser, person: string): Promise<Page> =>
  browser.submit(await pick(browser, await startSignIn(browser), person));

/** Posts a SAML response to the assertion consumer service as a browser would, and follows. */
export const postResponse = async (
  browser: Browser,
  { action, SAMLResponse, RelayState }: ReturnType<typeof samlForm>,
): Promise<{ status: number; location: string | null; text: string }> => {
  const response = await browser.send(action, {
    method: "POST",
    body: new URLSearchParams({ SAMLResponse, RelayState }).toString(),
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      origin: new URL(outputs().identityProviders[0]!.url).origin,
    },
  });
  return { status: response.status, location: response.headers.get("location"), text: await response.text() };
};

/** A token in the browser's cookies. */
export const tokenIn = (browser: Browser, kind: "access" | "id"): Promise<string> =>
  tokenFor(browser, outputs().gateway.url, kind);
