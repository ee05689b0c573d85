import { type Html, html } from "@gatehouse/http/html.ts";
import type { Response } from "express";

const style = html`
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
  body { display: grid; place-content: center; min-height: 100vh; margin: 0 }
  main { width: min(24rem, 100vw - 2rem) }
  h1 { font-size: 1.5rem; line-height: 1.2 }
  ul { list-style: none; margin: 0; padding: 0 }
  a { display: block; margin-block: .75rem; padding: .75rem 1rem; border: 2px solid; border-radius: .5rem; color: inherit }
  a:hover, a:focus-visible { outline: 3px solid Highlight; outline-offset: 2px }
  code { overflow-wrap: anywhere }`;

/** Answers with a page that needs no script. */
export const sendPage = (response: Response, page: { status: number; title: string; body: Html }) => {
  response
    .status(page.status)
    .set(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    .set("Referrer-Policy", "no-referrer")
    .type("html")
    .send(document(page).html);
};

const document = ({ title, body }: { title: string; body: Html }) => html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
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
