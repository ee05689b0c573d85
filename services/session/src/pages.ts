import { html } from "@gatehouse/http/html.ts";

/** What a person sees when a sign-in does not work out. Plain HTML, nothing loaded, nothing run. */
export interface Notice {
  readonly title: string;
  readonly message: string;
  /** What the pool or the identity provider said. */
  readonly detail?: string | undefined;
  readonly requestId: string;
}

export const noticePage = ({ title, message, detail, requestId }: Notice): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
</head>
<body>
<main>
<h1>${title}</h1>
<p>${message}</p>
${
  detail === undefined
    ? undefined
    : html`<blockquote>${detail}</blockquote>
`
}<p><a href="/auth/login">Try again</a></p>
<p><small>Request ${requestId}</small></p>
</main>
</body>
</html>
`.html;
