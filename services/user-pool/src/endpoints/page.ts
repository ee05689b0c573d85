import type { Response } from "express";

const references: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as the content of an element or of a quoted attribute. */
export const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => references[character] ?? character);

const style = `
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif }
  body { display: grid; place-content: center; min-height: 100vh; margin: 0 }
  main { width: min(24rem, 100vw - 2rem) }
  h1 { font-size: 1.5rem; line-height: 1.2 }
  ul { list-style: none; margin: 0; padding: 0 }
  a { display: block; margin-block: .75rem; padding: .75rem 1rem; border: 2px solid; border-radius: .5rem; color: inherit }
  a:hover, a:focus-visible { outline: 3px solid Highlight; outline-offset: 2px }
  code { overflow-wrap: anywhere }`;

/**
 * Answers with a page that needs no script.
 * @param page.body HTML, in which every text has been escaped
 */
export const sendPage = (response: Response, page: { status: number; title: string; body: string }) => {
  response
    .status(page.status)
    .set(
      "Content-Security-Policy",
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
    .set("Referrer-Policy", "no-referrer")
    .type("html")
    .send(
      `<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta name="viewport" content="width=device-width, initial-scale=1">\n` +
        `<title>${escaped(page.title)}</title>\n<style>${style}\n</style>\n</head>\n<body>\n<main>\n<h1>${escaped(page.title)}</h1>\n${page.body}\n</main>\n</body>\n</html>\n`,
    );
};
