import { type Html, html } from "@gatehouse/http/html.ts";
import type { Idp } from "../idp.ts";
import { tone } from "./avatar.ts";

/** Whose page it is; nobody's where all identity providers are meant. */
export type Owner = Pick<Idp, "displayName" | "home"> | undefined;

const places = [
  ["Start a sign-in", "/start"],
  ["Sessions", "/sessions"],
  ["Log", "/log"],
  ["Settings", "/settings"],
] as const;

export type Place = (typeof places)[number][1];

/** A whole page. `at`: which place of the navigation it is. */
export const page = ({ owner, title, at }: { owner: Owner; title: string; at?: Place }, main: Html): string => {
  const name = owner?.displayName ?? "Identity providers";
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · ${name}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header>
<a class="brand" href="/"><span class="mark ${tone(name)}" aria-hidden="true">${[...name][0]?.toUpperCase()}</span> <span>${name}</span></a>
<span class="badge">mock identity provider</span>
${owner && navigation(owner.home, at)}
</header>
<main>
${main}
</main>
<footer>This page stands in for a customer’s own SAML identity provider. It asks for no password and signs in anyone.</footer>
</body>
</html>
`.html;
};

const navigation = (home: string, at: Place | undefined) =>
  html`<nav aria-label="Identity provider">${places.map(
    ([label, path]) =>
      html`<a href="${home}${path}"${path === at ? html` aria-current="page"` : undefined}>${label}</a>`,
  )}</nav>`;
