import { html } from "@gatehouse/http/html.ts";
import { otpauthUri } from "../software-tokens/otpauth-uri.ts";
import { alert, codeField, type FormContext, field, form, hidden, type PageContent } from "./form.ts";

interface MfaSetupFacts extends FormContext {
  /** Of the challenge that the form answers. */
  readonly session: string;
  /** Of the app, in base32. */
  readonly secret: string;
  /** Whom the app's entry is for, and of which service. */
  readonly account: string;
  readonly issuer: string;
  /** What the user calls the device. */
  readonly name?: string | undefined;
  readonly alert?: string | undefined;
}

/** Who must have an authenticator app enters the secret into one and shows its first code. */
export const mfaSetupPage = (facts: MfaSetupFacts): PageContent => ({
  title: "Set up an authenticator app",
  body: html`${alert(facts.alert)}
<p>To sign in you need an app that shows one-time codes. Enter this key in it:</p>
<p><code>${facts.secret.match(/.{1,4}/g)?.join(" ")}</code></p>
<p><a href="${otpauthUri(facts)}">Open an authenticator app on this device</a></p>${form(
    "/mfaSetup",
    facts,
    html`${hidden("session", facts.session)}${codeField("code", "Code of your authenticator app")}${field({
      name: "friendlyDeviceName",
      label: "Name of the device (optional)",
      autocomplete: "off",
      value: facts.name,
      optional: true,
    })}
<button>Sign in</button>`,
  )}`,
});
