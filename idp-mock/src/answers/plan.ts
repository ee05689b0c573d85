// What an answer is made from, before anything is written: faults change it as data.
import type { EncryptOptions } from "@gatehouse/saml-response/encrypt.ts";
import type { KeyPair } from "@gatehouse/saml-response/key-pair.ts";
import type { ResponseOptions } from "@gatehouse/saml-response/response.ts";
import type { SignOptions } from "@gatehouse/saml-response/sign.ts";

/** What is signed, by whom and how. */
export interface Signing extends Omit<SignOptions, "what" | "key" | "certificate"> {
  readonly what: "assertion" | "response" | "both" | "nothing";
  readonly keyPair: KeyPair;
}

export interface Plan {
  /** What the response says. */
  readonly response: ResponseOptions;
  readonly signing: Signing;
  /** The assertion is encrypted after it was signed, and before the response is. */
  readonly encryption?: EncryptOptions | undefined;
  /** The assertion consumer service that the form is posted to. */
  readonly action: string;
  readonly relayState?: string | undefined;
}

/** What a fault may draw on beside the plan. */
export interface Scene {
  readonly now: Date;
  readonly keys: {
    readonly current: KeyPair;
    /** The key that this identity provider will sign with some day; its metadata need not name it yet. */
    readonly next: KeyPair;
    /** Nobody's whom the service provider trusts; its certificate bears the name of this identity provider. */
    readonly attacker: KeyPair;
  };
  /** Another identity provider of this process. */
  readonly other: { readonly entityId: string; readonly keyPair: KeyPair } | undefined;
  /** The XML of the response that this service provider was sent last, if it was sent any. */
  readonly previous: string | undefined;
  /** Of the service provider, PEM; undefined for one that wants no encryption. */
  readonly encryptionCertificate?: string | undefined;
}

/** The form that the browser posts: SAML Bindings 2.0, 3.5.4. */
export interface Form extends Fields {
  readonly action: string;
  /** What comes a second time, after the others. */
  readonly again?: Fields;
}

/** A field without a value is not there. */
interface Fields {
  readonly SAMLResponse?: string | undefined;
  readonly RelayState?: string | undefined;
}

/** One posting of a form. */
export interface Delivery {
  readonly form: Form;
  /** How long it is held back after the one before it, in milliseconds; default: not at all. */
  readonly after?: number;
  /** `another`: one that did not begin this sign-in. Default: the one that did. */
  readonly browser?: "another";
}

export interface Answer {
  /** The response as it is sent. */
  readonly xml: string;
  /** In their order; the last one is the one that counts. */
  readonly deliveries: readonly [Delivery, ...Delivery[]];
}
