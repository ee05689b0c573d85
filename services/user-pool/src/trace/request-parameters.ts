import type { Parameters } from "../parameters.ts";

/** Values of an authorization request that may be read by an administrator. Of others it is kept that they came. */
const shown = [
  "response_type",
  "client_id",
  "redirect_uri",
  "scope",
  "identity_provider",
  "idp_identifier",
  "login_hint",
  "lang",
  "prompt",
  "code_challenge_method",
  "resource",
];
const hidden = ["state", "nonce", "code_challenge"];

/** The parameters of an authorization request, for its trace. */
export const tracedParameters = (query: Parameters): Record<string, string> =>
  Object.fromEntries(
    [...shown, ...hidden].flatMap((name): [string, string][] => {
      if (query.repeated.includes(name)) return [[name, "[repeated]"]];
      const value = query.get(name);
      return value === undefined ? [] : [[name, hidden.includes(name) ? "[given]" : value]];
    }),
  );
