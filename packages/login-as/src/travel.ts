import type { Browser } from "@gatehouse/browser/browser.ts";
import { SignInRefused, textOf } from "./refused.ts";

const longestWay = 20;

/** Where somebody goes, and how one knows that the way ends. */
interface Way {
  readonly person: string;
  /** Whether the place that an answer redirects to is where it ends; it is not gone to. */
  ends(location: string): boolean | Promise<boolean>;
}

type Init = Parameters<Browser["send"]>[1];

/** Follows redirects. @returns where the last one leads @throws {SignInRefused} with the page on which it ends too early */
export const travel = async (browser: Browser, start: string, way: Way, init: Init = {}): Promise<string> => {
  let [url, request] = [start, init];
  for (let hops = 0; hops < longestWay; hops++) {
    const response = await browser.send(url, request);
    const text = await response.text();
    const redirect = response.headers.get("location");
    if (redirect === null) throw new SignInRefused(way.person, { status: response.status, url, said: textOf(text) });
    url = new URL(redirect, url).href;
    if (await way.ends(url)) return url;
    // A browser goes on with GET (Fetch standard, HTTP-redirect fetch, step 12).
    request = {};
  }
  throw new Error(`more than ${longestWay} redirects from ${start}`);
};
