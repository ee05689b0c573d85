import { html } from "@gatehouse/http/html.ts";
import { relayStateParameters } from "../answers/relay-state.ts";

export interface RelayStateDraft {
  readonly kind: "query" | "text";
  /** By name: what a query string is made of, and the `text` of one that is none. */
  readonly values: Readonly<Record<string, string>>;
}

/** A RelayState as a user pool of Cognito wants it, or any other. */
export const relayStateFields = ({ kind, values }: RelayStateDraft) =>
  html`<fieldset>
<legend>RelayState</legend>
<label>${radio("query", kind)} A query string, as a user pool of Cognito wants it</label>
<div class="grid">${relayStateParameters.map(
    (name) =>
      html`<label>${name}<input name="${name}" value="${values[name] ?? ""}" autocomplete="off" spellcheck="false"></label>
`,
  )}</div>
<label>${radio("text", kind)} Any other text; none if it is empty</label>
<label class="below"><span class="unseen">Text</span><input name="text" value="${values.text ?? ""}" autocomplete="off" spellcheck="false"></label>
</fieldset>`;

const radio = (value: string, chosen: string) =>
  html`<input type="radio" name="kind" value="${value}"${value === chosen ? html` checked` : undefined}>`;
