import { type Html, html } from "@gatehouse/http/html.ts";
import type { Draft } from "../answers/draft.ts";
import type { Idp } from "../idp.ts";
import type { PendingRequest } from "../requests/sealed-request.ts";
import { attributeFields } from "./attribute-fields.ts";
import { conductFields } from "./conduct-fields.ts";
import { page } from "./page.ts";
import { personLine } from "./person-line.ts";
import { whoAsks } from "./who-asks.ts";

const formats = [
  "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress",
  "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified",
  "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
  "urn:oasis:names:tc:SAML:2.0:nameid-format:transient",
];

interface Editing {
  readonly asked: PendingRequest;
  readonly sealed: string;
  readonly draft: Draft;
  /** What would be sent, once it was asked for. */
  readonly preview?: Html | undefined;
}

/** A sign-in is changed here before it is sent. Preview comes first, since Enter presses the first button. */
export const editPage = (idp: Idp, { asked, sealed, draft, preview }: Editing) =>
  page(
    { owner: idp, title: "Edit the sign-in" },
    html`<h1>Edit the sign-in</h1>
${personLine(draft.person)}
${whoAsks(asked)}
<form class="sheet" method="post" action="${idp.home}/edit#preview">
<input type="hidden" name="request" value="${sealed}">
<input type="hidden" name="person" value="${draft.person.email}">
<button class="unseen" name="step" value="preview" tabindex="-1" aria-hidden="true">Preview</button>
<fieldset>
<legend>Who it is</legend>
<label>NameID<input name="nameId" value="${draft.nameId}" autocomplete="off" spellcheck="false"></label>
<label>Format of the NameID<input name="nameIdFormat" value="${draft.nameIdFormat}" list="formats" autocomplete="off" spellcheck="false"></label>
<datalist id="formats">${formats.map((format) => html`<option value="${format}">`)}</datalist>
</fieldset>
${attributeFields(draft.attributes)}
${conductFields(draft)}
<p class="actions">
<button name="step" value="preview">Preview</button>
<button class="primary" formaction="${idp.home}/sign-in">Sign in</button>
<button class="quiet" formaction="${idp.home}/people">Somebody else</button>
</p>
</form>
${preview}`,
  );
