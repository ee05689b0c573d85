import type { Fault } from "../fault.ts";
import { relayedAs } from "./relayed.ts";

export const unsolicitedSentElsewhere: Fault = {
  name: "unsolicited-sent-elsewhere",
  family: "delivery",
  description: "The identity provider begins, and RelayState has the browser go on to another site.",
  source: "CWE-601: open redirect",
  code: "SAML_RELAY_STATE_REQUEST",
  needs: "identity provider begins",
  form: relayedAs(({ RelayState = "" }) => {
    const asked = new URLSearchParams(RelayState);
    asked.set("redirect_uri", "https://evil.example/");
    return asked.toString();
  }),
};
