// What the control API of the mock identity provider takes and gives. `idp` is the name of one; default: the first.

export interface OfIdp {
  readonly idp?: string | undefined;
}

/** Who signs in, and what is out of the ordinary about it. */
export interface Choice extends OfIdp {
  /** E-mail address. */
  readonly person: string;
  /** In place of those of the person, all of them; a name with no values is left out. */
  readonly attributes?: Readonly<Record<string, readonly string[]>> | undefined;
  readonly nameId?: string | undefined;
  readonly nameIdFormat?: string | undefined;
  readonly sign?: "assertion" | "response" | "both" | "nothing" | undefined;
  /** Default: as the service provider is registered. */
  readonly encrypt?: boolean | undefined;
  /** Names of faults, beside those that the person and the identity provider always have. */
  readonly faults?: readonly string[] | undefined;
  /** `control`: what of the faults a correct service provider lets in. Default: misbehave. */
  readonly conduct?: "misbehave" | "control" | undefined;
  /** How long the identity provider takes over it, in milliseconds. */
  readonly delayMs?: number | undefined;
}

interface InSession extends Choice {
  /** Id of the session that the sign-in joins if it is that person's; default: a new one. */
  readonly session?: string | undefined;
}

/** The answer to one request. */
export interface Answering extends InSession {
  /** The whole URL that the service provider redirected to. */
  readonly sso: string;
}

/** A sign-in that nobody asked for. */
export interface Beginning extends InSession {
  /** Entity id of the one who gets it. */
  readonly serviceProvider: string;
  readonly relayState?: string | undefined;
}

interface Fields {
  readonly SAMLResponse?: string;
  readonly RelayState?: string;
}

/** One posting of a form. */
export interface Delivery {
  readonly action: string;
  readonly fields: Fields;
  /** What comes a second time, after the others. */
  readonly again?: Fields;
  /** How long it is held back after the one before it, in milliseconds; default: not at all. */
  readonly afterMs?: number;
  /** `another`: one that did not begin this sign-in. Default: the one that did. */
  readonly browser?: "another";
}

export interface SignIn {
  readonly idp: string;
  readonly person: string;
  /** All that is wrong with it. */
  readonly faults: readonly string[];
  /** Id of the person's session at the identity provider. */
  readonly session: string;
  /** In their order; the last one is the one that counts. */
  readonly deliveries: readonly [Delivery, ...Delivery[]];
}

/** Whose session begins. */
export interface BeginningSession extends OfIdp {
  readonly person: string;
}

/** A person who is signed in at an identity provider. */
export interface Session {
  readonly idp: string;
  readonly id: string;
  readonly person: string;
  /** ISO 8601. */
  readonly since: string;
  /** The service providers where it took the person, newest last, and how they name the person and the session. */
  readonly visits: readonly {
    readonly serviceProvider: string;
    readonly assertionConsumerService: string;
    readonly nameId: string;
    readonly nameIdFormat: string;
    readonly sessionIndex: string;
  }[];
}

/** A session that has ended, and what a browser is to post for the service providers to know. */
export interface EndedSession extends Session {
  readonly forms: readonly {
    readonly action: string;
    readonly fields: { readonly SAMLRequest?: string; readonly RelayState?: string };
  }[];
}

/** Something that an identity provider received or sent. */
export interface Entry {
  /** Counts all entries since the start. */
  readonly number: number;
  /** ISO 8601. */
  readonly at: string;
  readonly idp: string;
  readonly kind: "AuthnRequest" | "Response" | "LogoutRequest" | "LogoutResponse" | "refusal";
  readonly serviceProvider?: string;
  readonly person?: string;
  readonly faults?: readonly string[];
  readonly relayState?: string;
  /** The decoded message. */
  readonly xml?: string;
  /** Of a refusal: what was looked at, expected and received. */
  readonly reason?: string;
}

export interface Fault {
  readonly name: string;
  readonly family: string;
  readonly description: string;
  readonly source: string;
  /** The stable code of a correct service provider's refusal; `accepted` where it must let in. */
  readonly code?: string;
  /** What the service provider must have been told beforehand. */
  readonly needs?: string;
  /** Of a fault of the metadata or of the sign-on service: what a correct service provider does about it. */
  readonly required?: string;
}

/** Who always misbehaves; without `person`, the whole identity provider. */
export interface Misbehaving extends OfIdp {
  readonly person?: string | undefined;
  readonly faults: readonly string[];
}

export interface Regrouping extends OfIdp {
  readonly person: string;
  readonly groups: readonly string[];
}

/** Certificates: PEM, or the base64 of their DER form; `null` takes away. */
export interface Registering extends OfIdp {
  readonly entityId: string;
  readonly assertionConsumerService?: string | undefined;
  readonly singleLogoutService?: string | null | undefined;
  readonly signingCertificate?: string | null | undefined;
  readonly encryptionCertificate?: string | null | undefined;
}

/** One service of a service provider. */
export interface ServiceProvider {
  readonly entityId: string;
  readonly assertionConsumerService: string;
  readonly singleLogoutService?: string;
  readonly signingCertificate?: string;
  readonly encryptionCertificate?: string;
}

export interface SettingClock extends OfIdp {
  /** By how much it is ahead; negative: behind. */
  readonly offsetSeconds: number;
}

export interface RollingOver extends OfIdp {
  /** `announce`, `use` and `retire` as it should be done, one after the other; `roll`: all at once, and nobody was told. */
  readonly step: "announce" | "use" | "retire" | "roll";
}

/** Why an operation was not done. */
export interface Mistake {
  readonly subject: string;
  readonly expected: string;
  readonly received: string;
}
