/** From an assertion to a user's profile: Cognito Developer Guide, "Specifying attribute mappings for your user pool". */
import type { VerifiedAssertion } from "./assertion.ts";
import { SamlRefusal } from "./refusal.ts";

/** One attribute of the pool's schema, under its full name: `email`, `custom:groups`. */
export interface PoolAttribute {
  readonly name: string;
  readonly required: boolean;
  readonly mutable: boolean;
  /** StringAttributeConstraints MaxLength. */
  readonly maxLength?: number;
}

export interface ProfileOptions {
  /** ProviderName. */
  readonly provider: string;
  /** UsernameConfiguration CaseSensitive. */
  readonly caseSensitive: boolean;
  /** Attributes that it does not name are optional and mutable, as standard attributes are. */
  readonly schema: readonly PoolAttribute[];
  /** AttributeMapping: Attribute/@Name by name of the pool's attribute. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly assertion: Pick<VerifiedAssertion, "nameId" | "attributes">;
  /** The user's attributes as they are, or null at the first sign-in. */
  readonly existing: ReadonlyMap<string, string> | null;
}

export interface Profile {
  readonly username: string;
  /** All attributes of the user after this sign-in, mapped or not. */
  readonly attributes: ReadonlyMap<string, string>;
}

const longestUsername = 128;
const longestValue = 2_048;
const verifiable = { email: "email_verified", phone_number: "phone_number_verified" } as const;

/**
 * `{ProviderName}_{NameID}`, in lower case as a whole when the pool does not tell the cases apart.
 * @throws {SamlRefusal} SAML_USERNAME_TOO_LONG
 */
export const federatedUsername = (provider: string, nameId: string, caseSensitive: boolean): string => {
  const exact = `${provider}_${nameId}`;
  const username = caseSensitive ? exact : exact.toLowerCase();
  if (username.length > longestUsername)
    throw new SamlRefusal("SAML_USERNAME_TOO_LONG", {
      expected: `at most ${longestUsername} characters`,
      received: username,
      wire: `Error in SAML response processing: 1 validation error detected: Value '${username}' at 'userName' failed to satisfy constraint: Member must have length less than or equal to ${longestUsername}`,
    });
  return username;
};

/**
 * The profile after a sign-in. Mapped attributes are written anew each time: what is not sent keeps its value, what is
 * sent blank is cleared, and an e-mail address counts as verified only when the provider says so.
 * @throws {SamlRefusal} SAML_USERNAME_TOO_LONG, SAML_ATTRIBUTE_…
 */
export const mapAttributes = (options: ProfileOptions): Profile => {
  const { provider, caseSensitive, schema, assertion, existing } = options;
  const username = federatedUsername(provider, assertion.nameId, caseSensitive);
  const attributes = new Map(existing);
  for (const [name, value] of sentValues(options)) {
    const attribute = schema.find((candidate) => candidate.name === name);
    if (existing && attribute?.mutable === false) throw immutable(name);
    if (existing && value === "" && attribute?.required) throw cannotBeDeleted(name);
    checkLength(name, value, attribute);
    if (value === "") attributes.delete(name);
    else attributes.set(name, value);
  }
  for (const { name, required } of schema)
    if (required && !attributes.has(name)) throw missing(name, options.mapping[name]);
  return { username, attributes };
};

/** Name of the pool's attribute and value, of each mapped attribute that the assertion holds; blank is "". */
export const sentValues = ({
  mapping,
  assertion,
}: Pick<ProfileOptions, "mapping" | "assertion">): ReadonlyMap<string, string> => {
  const sent = Object.entries(mapping).flatMap(([name, samlName]): [string, string][] => {
    const values = assertion.attributes.get(samlName);
    return values === undefined ? [] : [[name, oneValue(values)]];
  });
  const values = new Map(sent);
  for (const [name, verified] of Object.entries(verifiable))
    if (values.has(name)) values.set(verified, values.get(verified)?.toLowerCase() === "true" ? "true" : "false");
  return values;
};

/** One value stands as it is; several become `[a,b]`, each encoded as in a form, so that commas and brackets are the list's own. */
export const oneValue = (values: readonly string[]) => {
  const [first = ""] = values;
  if (values.length > 1) return `[${values.map(formEncoded).join(",")}]`;
  return first.trim() === "" ? "" : first;
};

/** application/x-www-form-urlencoded: all but letters, digits and `. - * _` in percent notation, a blank as `+`. */
const formEncoded = (value: string) => new URLSearchParams([["", value]]).toString().slice(1);

const checkLength = (name: string, value: string, attribute: PoolAttribute | undefined) => {
  const limit = Math.min(attribute?.maxLength ?? longestValue, longestValue);
  if (value.length > limit)
    throw new SamlRefusal("SAML_ATTRIBUTE_TOO_LONG", {
      expected: `${name} of at most ${limit} characters`,
      received: `${value.length} characters`,
      wire: `Error in SAML response processing: Invalid user attributes: ${name}: String must be no longer than ${limit} characters`,
    });
};

const missing = (name: string, samlName: string | undefined) =>
  new SamlRefusal("SAML_ATTRIBUTE_REQUIRED", {
    expected: samlName === undefined ? `a mapping of ${name}` : `${name}, mapped from ${samlName}`,
    received: "none",
    wire: `Invalid SAML response received: Invalid user attributes: ${name}: The attribute is required`,
  });

const cannotBeDeleted = (name: string) =>
  new SamlRefusal("SAML_ATTRIBUTE_REQUIRED_DELETED", {
    expected: `a value of ${name}`,
    received: "blank",
    wire: `Invalid SAML response received: Invalid user attributes: ${name}: Required attribute cannot be deleted`,
  });

const immutable = (name: string) =>
  new SamlRefusal("SAML_ATTRIBUTE_IMMUTABLE", {
    expected: `no mapping of ${name}, which is immutable, after the first sign-in`,
    received: name,
    wire: `Error in SAML response processing: Invalid user attributes: ${name}: Attribute cannot be updated`,
  });
