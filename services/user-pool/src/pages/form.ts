import { type Html, html } from "@gatehouse/http/html.ts";

/** What every form of the pool needs: where it goes, with which request, and the browser's own token. */
export interface FormContext {
  /** The query of the application's request, which goes along from page to page. */
  readonly asked: string;
  readonly csrf: string;
}

/** A form whose fields never reach a URL. */
export const form = (path: string, { asked, csrf }: FormContext, fields: Html): Html => html`
<form method="post" action="${path}?${asked}">
<input type="hidden" name="_csrf" value="${csrf}">${fields}
</form>`;

interface Field {
  readonly name: string;
  readonly label: string;
  readonly type?: "text" | "email" | "password" | "tel";
  /** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill */
  readonly autocomplete: string;
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
}

/** A labelled input that must be filled in. */
export const field = ({ name, label, type = "text", autocomplete, value, hint }: Field): Html => html`
<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" value="${value ?? ""}" required${describedBy(name, hint)}>${
  hint === undefined
    ? undefined
    : html`
<p class="hint" id="${name}-hint">${hint}</p>`
}`;

const describedBy = (name: string, hint: string | undefined): Html =>
  hint === undefined ? html`` : html` aria-describedby="${name}-hint"`;

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
