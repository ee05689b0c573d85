/** A domain in the words of CreateUserPoolDomain. */
export interface DomainSettings {
  /** A prefix, or the whole name of a custom domain. */
  readonly Domain: string;
  readonly ManagedLoginVersion: number;
  readonly CustomDomainConfig?: { readonly CertificateArn: string; readonly SecurityPolicy?: string };
}

/** A name under which the endpoints of one pool are reached. */
export interface Domain {
  readonly poolId: string;
  /** A prefix goes before a name that Gatehouse or Amazon Cognito owns, a custom domain is a name of its own. */
  readonly kind: "prefix" | "custom";
  readonly settings: DomainSettings;
}

export const kindOf = ({ CustomDomainConfig }: Pick<DomainSettings, "CustomDomainConfig">): Domain["kind"] =>
  CustomDomainConfig ? "custom" : "prefix";

/** The domains that the API made. The one of the pool's file is where this service is itself. */
export interface Domains {
  find(name: string): Promise<Domain | undefined>;
  /** A prefix before a custom domain. */
  ofPool(poolId: string): Promise<readonly Domain[]>;
  /** @throws {DomainTaken} */
  create(domain: Domain, now: Date): Promise<void>;
  /** @returns false for a domain that the pool has not */
  replace(domain: Domain, now: Date): Promise<boolean>;
  /** @returns false for a domain that the pool has not */
  remove(poolId: string, name: string): Promise<boolean>;
}

/** `name`: a pool has this domain. `pool`: the pool has another one of the same kind. */
export class DomainTaken extends Error {
  override name = "DomainTaken";
  readonly what: "name" | "pool";
  constructor(what: "name" | "pool") {
    super(what === "name" ? "the name is a domain already" : "the pool has a domain of the kind already");
    this.what = what;
  }
}
