import { html } from "@gatehouse/http/html.ts";
import { type Owner, page } from "./page.ts";

const sentences: Readonly<Record<number, readonly [title: string, sentence: string]>> = {
  404: ["There is no such page", "A sign-in starts at an application, which sends the browser here."],
  405: ["There is no such method here", "The Allow header says which there are."],
  413: ["The request is too long", "A SAML request has a few hundred bytes."],
  500: ["Something went wrong here", "The log of this identity provider says what."],
};

/** A page for a status that has nothing of its own to say. */
export const statusPage = (status: number, owner?: Owner) => {
  const [title, sentence] = sentences[status] ?? ["The request could not be read", `It was answered with ${status}.`];
  return page(
    { owner, title },
    html`<h1>${title}</h1>
<p>${sentence}</p>
<p><a href="/">All identity providers</a></p>`,
  );
};
