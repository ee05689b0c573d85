interface Reason {
  readonly explanation: string;
  /** Cognito shows its own page when it cannot tell where to send the browser, and else redirects to the app. */
  readonly shownOn: "page" | "redirect";
  readonly wire: string;
}

/** Cognito ends a sentence in this place with a blank: `…is+invalid.+&error=server_error`. */
const redirect = (explanation: string, sentence = "SAML Response is invalid."): Reason => ({
  explanation,
  shownOn: "redirect",
  wire: `Invalid SAML response received: ${sentence} `,
});

const page = (explanation: string): Reason => ({
  explanation,
  shownOn: "page",
  wire: "Invalid samlResponse or relayState from identity provider",
});

const badSignature = "SAML Assertion signature is invalid.";

/** Why a sign-in over SAML is refused: every code, what it means, and what Cognito would show. */
const reasons = {
  SAML_RELAY_STATE_MISSING: {
    ...page("The form must hold exactly one RelayState."),
    wire: "Required String parameter 'RelayState' is not present",
  },
  SAML_RELAY_STATE_INVALID: page("RelayState must come back byte for byte as it was sent, within five minutes."),
  SAML_RELAY_STATE_REQUEST: page(
    "RelayState of a sign-in that begins at the identity provider must be a request that the application could make.",
  ),
  SAML_RESPONSE_MISSING: page("The form must hold exactly one SAMLResponse, a string."),
  SAML_RESPONSE_TOO_LARGE: page("The form field SAMLResponse may have at most 100,000 characters."),
  SAML_RESPONSE_NOT_BASE64: page("The form field SAMLResponse must be base64."),
  SAML_RESPONSE_NOT_UTF8: page("The message must be UTF-8."),
  SAML_XML_FORBIDDEN: page("The message may hold no DOCTYPE, comment, CDATA section or processing instruction."),
  SAML_XML_ENTITY: page("Only the five entities of XML and references to characters of XML may be used."),
  SAML_XML_TOO_COMPLEX: page("The message has more elements, levels or attributes than any identity provider sends."),
  SAML_XML_MALFORMED: page("The message must be well-formed XML."),
  SAML_XML_NAMESPACE: redirect("An element or attribute belongs to a namespace that has no place in a SAML response."),
  SAML_XML_ID: redirect("Ids must be unique XML names in the attribute that SAML or XML Signature gives them."),
  SAML_STATUS_NOT_SUCCESS: redirect("The identity provider reports that the sign-in did not succeed."),
  SAML_STRUCTURE_INVALID: redirect("The message must be one Response with one Assertion as its child."),
  SAML_ASSERTION_ENCRYPTED: redirect(
    "Assertion, name id or attribute is encrypted, which the provider was not asked for.",
  ),
  SAML_ASSERTION_NOT_ENCRYPTED: redirect("The provider must send its assertions encrypted (EncryptedResponses)."),
  SAML_DECRYPTION_FAILED: redirect(
    "The assertion must be encrypted by AES-GCM and RSA-OAEP for the provider's encryption certificate.",
  ),
  SAML_SIGNATURE_MISSING: redirect("The assertion or the response must be signed.", badSignature),
  SAML_SIGNATURE_MISPLACED: redirect("A signature must be the child of the element that it signs.", badSignature),
  SAML_SIGNATURE_POLICY: redirect("The provider is required to sign more than it did.", badSignature),
  SAML_SIGNATURE_FORM: redirect("A signature must have the form that SAML prescribes.", badSignature),
  SAML_SIGNATURE_ALGORITHM: redirect("A signature uses an algorithm that is not accepted.", badSignature),
  SAML_SIGNATURE_INVALID: redirect("No signing certificate of the provider verifies the signature.", badSignature),
  SAML_VERSION_UNSUPPORTED: redirect("Response and Assertion must be of SAML version 2.0."),
  SAML_DESTINATION_MISMATCH: redirect("The response is addressed to another assertion consumer service."),
  SAML_UNSOLICITED: page(
    "The response answers no request; sign-in must start at the user pool, unless the provider has IDPInit.",
  ),
  SAML_IN_RESPONSE_TO_MISMATCH: redirect("The response answers another request."),
  SAML_ISSUER_MISMATCH: redirect("The issuer is not the identity provider that the sign-in was started with."),
  SAML_ASSERTION_INVALID: redirect("The assertion lacks, or holds twice, something that it must hold once."),
  SAML_NAME_ID_INVALID: redirect("The assertion must name its subject in one NameID of printable text."),
  SAML_AUDIENCE_MISMATCH: redirect("The assertion is meant for another service provider."),
  SAML_CONFIRMATION_METHOD: redirect("The subject must be confirmed by the bearer method."),
  SAML_RECIPIENT_MISMATCH: redirect("The assertion may be delivered to another assertion consumer service only."),
  SAML_TIME_INVALID: redirect("An instant is missing, not in UTC, or out of all reason."),
  SAML_RESPONSE_EXPIRED: redirect("The response or its assertion is no longer valid; compare the clocks."),
  SAML_RESPONSE_NOT_YET_VALID: redirect("The response or its assertion is not valid yet; compare the clocks."),
  SAML_AUTHN_STATEMENT_MISSING: redirect("The assertion does not say that its subject has authenticated."),
  SAML_ATTRIBUTE_DUPLICATE: redirect("The assertion names an attribute twice."),
  SAML_ATTRIBUTE_CHARACTER: redirect("An attribute value holds a character of four bytes in UTF-8."),
  SAML_REPLAYED: redirect("The response or its assertion has been used before."),
  SAML_USERNAME_TOO_LONG: redirect("Provider name and NameID together are longer than a username may be."),
  SAML_ATTRIBUTE_REQUIRED: redirect("An attribute that the pool requires is not mapped or not sent."),
  SAML_ATTRIBUTE_REQUIRED_DELETED: redirect("An attribute that the pool requires is sent without a value."),
  SAML_ATTRIBUTE_IMMUTABLE: redirect(
    "A mapped attribute can be set at the first sign-in only; the pool declares it immutable.",
  ),
  SAML_ATTRIBUTE_TOO_LONG: redirect("A mapped value is longer than the pool allows."),
  SAML_LOGOUT_STRUCTURE: page("A logout message must be one LogoutRequest or LogoutResponse and hold nothing besides."),
  SAML_LOGOUT_UNKNOWN: page(
    "The message belongs to no logout that waits for an answer, or to no provider with IDPSignout.",
  ),
  SAML_LOGOUT_NOT_SUCCESS: page("The identity provider reports that it did not end its session."),
  SAML_PROVIDER_UNAVAILABLE: redirect("The metadata of the identity provider cannot be read."),
} as const satisfies Record<string, Reason>;

export type RefusalCode = keyof typeof reasons;

/** Every code with its explanation, in the order in which the checks are made. */
export const refusalCodes: readonly { readonly code: RefusalCode; readonly explanation: string }[] = Object.entries(
  reasons,
).map(([code, { explanation }]) => ({ code: code as RefusalCode, explanation }));

/** What was expected and received, for the log and the record of the sign-in. Neither may hold a secret. */
export interface Evidence {
  readonly expected?: string | undefined;
  readonly received?: string | undefined;
  /** What Cognito shows in this very case, where that depends on more than the code. */
  readonly wire?: string;
  readonly cause?: unknown;
}

/** A sign-in over SAML that is refused. `wire` is for the browser; the rest is for the log. */
export class SamlRefusal extends Error {
  override name = "SamlRefusal";
  readonly code: RefusalCode;
  readonly expected: string | undefined;
  readonly received: string | undefined;
  /** The `error_description` that Cognito shows, not yet encoded. */
  readonly wire: string;
  readonly shownOn: "page" | "redirect";

  constructor(code: RefusalCode, { expected, received, wire, cause }: Evidence = {}) {
    super(reasons[code].explanation, cause === undefined ? {} : { cause });
    this.code = code;
    this.expected = shortened(expected);
    this.received = shortened(received);
    this.wire = wire ?? reasons[code].wire;
    this.shownOn = reasons[code].shownOn;
  }
}

const longest = 256;

/** The sender chooses these values: control characters could forge log lines, and length could fill the log. */
const shortened = (value: string | undefined) => {
  const plain = value?.replace(/\p{C}/gu, "\u{fffd}");
  return plain !== undefined && plain.length > longest ? `${plain.slice(0, longest)}…` : plain;
};
