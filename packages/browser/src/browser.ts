import { type HTMLElement, parse } from "node-html-parser";
import { CookieJar } from "tough-cookie";
import { fetch, type RequestInit, type Response } from "undici";

/** A page as a browser would hold it: where it came from, its status and its HTML. */
export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Response["headers"];
  readonly text: string;
}

/** The requests that led to a page, oldest first. */
export interface Hop {
  readonly method: string;
  readonly url: string;
  readonly status: number;
  readonly location: string | null;
}

/** What a person does in a browser without JavaScript: cookies are kept as browsers keep them, redirects are followed. */
export interface Browser {
  readonly cookies: CookieJar;
  /** Every hop since the last `visit` or `submit`. */
  readonly trail: readonly Hop[];
  visit(url: string): Promise<Page>;
  /** Submits the page's form with the value of one of its buttons, or the only form there is. */
  submit(page: Page, button?: { name: string; value: string }): Promise<Page>;
  /** Submits what a form says, up to the answer itself: redirects are not followed. */
  send(url: string, init?: RequestInit): Promise<Response>;
}

const longestRedirectChain = 20;

export const openBrowser = (): Browser => {
  const cookies = new CookieJar(undefined, { prefixSecurity: "strict", allowSpecialUseDomain: true });
  let trail: Hop[] = [];

  const send = async (url: string, init: RequestInit = {}) => {
    const cookie = await cookies.getCookieString(url);
    const headers = { ...(cookie ? { cookie } : {}), ...(init.headers as Record<string, string> | undefined) };
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) await cookies.setCookie(line, url);
    trail.push({
      method: init.method ?? "GET",
      url,
      status: response.status,
      location: response.headers.get("location"),
    });
    return response;
  };

  const follow = async (url: string, init: RequestInit = {}): Promise<Page> => {
    let [at, request] = [url, init];
    for (let hops = 0; hops < longestRedirectChain; hops++) {
      const response = await send(at, request);
      const location = response.headers.get("location");
      const text = await response.text();
      if (!location || response.status < 300 || response.status > 399)
        return { url: at, status: response.status, headers: response.headers, text };
      at = new URL(location, at).href;
      // Browsers turn a POST into a GET at 301, 302 and 303 (Fetch standard, HTTP-redirect fetch, step 12).
      request = response.status === 307 || response.status === 308 ? request : {};
    }
    throw new Error(`more than ${longestRedirectChain} redirects from ${url}`);
  };

  return {
    cookies,
    get trail() {
      return trail;
    },
    visit(url) {
      trail = [];
      return follow(url);
    },
    submit(page, button) {
      trail = [];
      const form = formWith(page, button);
      const fields = new URLSearchParams(fieldsOf(form, button));
      const action = new URL(form.getAttribute("action") ?? page.url, page.url);
      if ((form.getAttribute("method") ?? "get").toLowerCase() === "get") {
        action.search = fields.toString();
        return follow(action.href);
      }
      return follow(action.href, {
        method: "POST",
        body: fields.toString(),
        headers: { "content-type": "application/x-www-form-urlencoded", origin: new URL(page.url).origin },
      });
    },
    send,
  };
};

/** The page's form that holds the button, or its first form. */
export const formWith = (page: Page, button?: { name: string; value: string }): HTMLElement => {
  const forms = parse(page.text).querySelectorAll("form");
  const form = button
    ? forms.find((candidate) =>
        buttonsOf(candidate).some(({ name, value }) => name === button.name && value === button.value),
      )
    : forms[0];
  if (!form) throw new Error(`${page.url} (${page.status}) has no such form:\n${page.text.slice(0, 2_000)}`);
  return form;
};

const buttonsOf = (form: HTMLElement) =>
  form.querySelectorAll("button, input[type=submit], input[type=radio]").map((element) => ({
    name: element.getAttribute("name"),
    value: element.getAttribute("value"),
  }));

/** What the form sends, by field name; the button that was pressed included. */
export const fieldsOf = (form: HTMLElement, button?: { name: string; value: string }): Record<string, string> => {
  const inputs = form
    .querySelectorAll("input, textarea")
    .filter((input) => !["submit", "radio"].includes(input.getAttribute("type") ?? ""));
  const fields = inputs.map(
    (input) => [input.getAttribute("name") ?? "", input.getAttribute("value") ?? input.text] as const,
  );
  return Object.fromEntries([...fields, ...(button ? [[button.name, button.value] as const] : [])]);
};
