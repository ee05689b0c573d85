import { type Html, html } from "@gatehouse/http/html.ts";

/** What every form of the pool needs: which request it goes along with, and the browser's own token. */
export interface FormContext {
  /** The query of the application's request, which goes from page to page. */
  readonly asked: string;
  readonly csrf: string;
}

/** A page, without what all pages have in common. */
export interface PageContent {
  readonly title: string;
  readonly body: Html;
}

/** A form whose fields never reach a URL. */
export const form = (path: string, { asked, csrf }: FormContext, fields: Html): Html => html`
<form method="post" action="${path}?${asked}">
${hidden("_csrf", csrf)}${fields}
</form>`;

export const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">`;

interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: "text" | "email" | "password" | "tel";
  /** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill */
  readonly autocomplete: string;
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
  readonly optional?: boolean;
}

/** A labelled input that must be filled in, unless it is optional. */
export const field = ({ name, label, type = "text", autocomplete, value, hint, optional = false }: Field): Html => html`
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" value="${value ?? ""}"${optional ? "" : " required"}${describedBy(name, hint)}>${
  hint === undefined
    ? undefined
    : html`
<p class="hint" id="${name}-hint">${hint}</p>`
}`;

/** A code of six digits, which telephones offer to fill in. */
export const codeField = (name: string, label: string): Html => html`
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" inputmode="numeric" autocomplete="one-time-code" required>`;

const describedBy = (name: string, hint: string | undefined): Html =>
  hint === undefined ? html`` : html` aria-describedby="${name}-hint"`;

/** A link to another page of the pool, with the application's request. */
export const pageLink = (path: string, { asked }: FormContext, text: string): Html =>
  html`<a href="${path}?${asked}">${text}</a>`;

/** What went wrong, which screen readers say at once. */
export const alert = (message: string | undefined): Html | undefined =>
  message === undefined ? undefined : html`<p role="alert">${message}</p>`;

/** What has been done. */
export const notice = (message: string | undefined): Html | undefined =>
  message === undefined ? undefined : html`<p role="status">${message}</p>`;

/** The request as it came, with some parameters given anew; undefined takes one away. */
export const changed = (asked: string, changes: Readonly<Record<string, string | undefined>>): string => {
  const query = new URLSearchParams(asked);
  for (const [name, value] of Object.entries(changes)) {
    query.delete(name);
    if (value !== undefined) query.set(name, value);
  }
  return query.toString();
};
