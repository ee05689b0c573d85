import { type Html, html } from "@gatehouse/http/html.ts";
import type { Response } from "express";
import { linksBelow } from "./below-path.ts";

const style = html`
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; --accent: light-dark(#0b57a4, #8ab8f0); --line: light-dark(#767c85, #8d939c) }
  * { box-sizing: border-box }
  body { display: grid; place-content: center; min-height: 100vh; margin: 0; padding: 1.5rem 1rem; background: light-dark(#f3f4f6, #16181c); color: light-dark(#16181c, #eceef1) }
  main { width: min(26rem, 100vw - 2rem); padding: clamp(1.25rem, 5vw, 2rem); border: 1px solid light-dark(#d5d8dd, #3a3f47); border-radius: .75rem; background: light-dark(#fff, #1f2227) }
  h1 { margin: 0 0 1rem; font-size: 1.5rem; line-height: 1.2 }
  form, section, ul { margin: 0; padding: 0 }
  section + section, form + section, section + form { margin-top: 1.5rem; padding-top: 1.5rem; border-top: 1px solid light-dark(#d5d8dd, #3a3f47) }
  ul { list-style: none }
  label { display: block; margin-top: 1rem; font-weight: 600 }
  input { display: block; width: 100%; margin-top: .25rem; padding: .625rem .75rem; font: inherit; border: 1px solid var(--line); border-radius: .5rem; background: light-dark(#fff, #16181c); color: inherit }
  button, input[type=submit], a.button { display: block; width: 100%; margin: 1.25rem 0 0; padding: .7rem 1rem; font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; overflow-wrap: anywhere; border: 1px solid var(--accent); border-radius: .5rem; background: var(--accent); color: light-dark(#fff, #10131a) }
  a.button, button.second { background: none; color: var(--accent); margin-top: .75rem }
  a { color: var(--accent) }
  :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
  p { margin: 0 0 .75rem; overflow-wrap: anywhere }
  p.links { margin: 1.25rem 0 0 }
  p.hint { margin: .25rem 0 0; font-size: .875rem }
  [role=alert], [role=status] { padding: .75rem 1rem; border-left: 4px solid light-dark(#b3261e, #f2b8b5); background: light-dark(#fceeee, #3b2523) }
  [role=status] { border-color: light-dark(#1b7f4b, #8bd5ae); background: light-dark(#eaf6ef, #1f3329) }
  code { overflow-wrap: anywhere }`;

export interface Page {
  readonly status: number;
  readonly title: string;
  readonly body: Html;
  /**
   * Where the answer to a form of the page may send the browser, beside the pool itself: browsers hold redirects to
   * it, too. Undefined: the page has no form.
   */
  readonly formsLeadTo?: string | undefined;
  /** Where the browser goes on by itself. */
  readonly goesOnTo?: string | undefined;
}

const policyOf = ({ formsLeadTo }: Page) =>
  [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    `form-action ${formsLeadTo === undefined ? "'none'" : `'self' ${sourceOf(formsLeadTo)}`}`,
    "frame-ancestors 'none'",
  ].join("; ");

/** An app's own scheme stands for itself. */
const sourceOf = (uri: string) => {
  const { protocol, origin } = new URL(uri);
  return protocol === "https:" || protocol === "http:" ? origin : protocol;
};

/** Answers with a page that needs no script. */
export const sendPage = (response: Response, page: Page) => {
  response
    .status(page.status)
    .set("Content-Security-Policy", policyOf(page))
    .set("Referrer-Policy", "no-referrer")
    .type("html")
    .send(linksBelow(response.req.baseUrl, document(page).html));
};

const document = ({ title, body, goesOnTo }: Page) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">${
  goesOnTo === undefined
    ? undefined
    : html`
<meta http-equiv="refresh" content="0; url=${goesOnTo}">`
}
<title>${title}</title>
<style>${style}
</style>
</head>
<body>
<main>
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`;
