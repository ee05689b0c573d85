/** What a person sees when a sign-in does not work out. Plain HTML, nothing loaded, nothing run. */
export interface Notice {
  readonly title: string;
  readonly message: string;
  /** What the pool or the identity provider said. */
  readonly detail?: string | undefined;
  readonly requestId: string;
}

export const noticePage = ({ title, message, detail, requestId }: Notice): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${escaped(message)}</p>
${detail === undefined ? "" : `<blockquote>${escaped(detail)}</blockquote>\n`}<p><a href="/auth/login">Try again</a></p>
<p><small>Request ${escaped(requestId)}</small></p>
</main>
</body>
</html>
`;

const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
