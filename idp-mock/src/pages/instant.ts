import { html } from "@gatehouse/http/html.ts";

/** An instant as people read it, in UTC and to the second. */
export const instant = (at: Date) =>
  html`<time datetime="${at.toISOString()}">${at.toISOString().slice(0, 19).replace("T", " ")} UTC</time>`;
