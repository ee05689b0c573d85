import { type Html, html } from "@gatehouse/http/html.ts";

/** A whole page of this identity provider. */
export const page = (title: string, main: Html): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Example Corp</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><span class="mark" aria-hidden="true">E</span> Example Corp <span class="badge">mock identity provider</span></header>
<main>
${main}
</main>
<footer>This page stands in for a customer’s own SAML identity provider. It asks for no password and signs in anyone.</footer>
</body>
</html>
`.html;
