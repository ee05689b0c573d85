import type { Html } from "@gatehouse/http/html.ts";
import type { PasswordPolicy } from "../config/password-policy.ts";
import type { Pool } from "../config/user-pool.ts";
import { field } from "./form.ts";

/** What users of the pool are named by where they sign in. */
const nameFields = {
  "": { label: "Username", type: "text" },
  email: { label: "E-mail address", type: "email" },
  phone_number: { label: "Telephone number", type: "tel" },
} as const;

export const usernameField = ({ usernameAttributes }: Pool, value: string | undefined): Html => {
  const [only = "", other] = usernameAttributes;
  const known =
    other === undefined ? nameFields[only] : { label: "E-mail address or telephone number", type: "text" as const };
  return field({ name: "username", ...known, autocomplete: "username", value });
};

const types: Readonly<Record<string, "email" | "tel">> = { email: "email", phone_number: "tel" };
const autocompletes: Readonly<Record<string, string>> = {
  email: "email",
  phone_number: "tel",
  name: "name",
  given_name: "given-name",
  family_name: "family-name",
  nickname: "nickname",
  birthdate: "bday",
};

/** `requiredAttributes[given_name]`, as the classic pages name it. */
export const attributeFieldName = (attribute: string) => `requiredAttributes[${attribute}]`;

export const attributeField = (attribute: string, value: string | undefined): Html =>
  field({
    name: attributeFieldName(attribute),
    label: labelOf(attribute),
    type: types[attribute] ?? "text",
    autocomplete: autocompletes[attribute] ?? "off",
    value,
    hint: attribute === "phone_number" ? "With the country code: +14155550100" : undefined,
  });

const labelOf = (attribute: string) => {
  if (attribute === "email") return "E-mail address";
  const words = attribute.replace("custom:", "").replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** What is asked of whoever signs up: what the pool requires and the name does not say already. */
export const requiredAttributes = ({ attributes, usernameAttributes }: Pool): string[] =>
  attributes
    .filter(({ name, required }) => required && !(usernameAttributes.length === 1 && usernameAttributes[0] === name))
    .map(({ name }) => name);

const kinds = [
  ["upper", "an upper-case letter"],
  ["lower", "a lower-case letter"],
  ["digit", "a number"],
  ["symbol", "a symbol"],
] as const;

/** What the pool wants of a password, for people. */
const policyText = ({ minLength, needs }: PasswordPolicy): string => {
  const asked = kinds.filter(([kind]) => needs[kind]).map(([, text]) => text);
  return `At least ${minLength} characters${asked.length === 0 ? "" : `, with ${asked.join(", ")}`}.`;
};

export const newPasswordField = ({ passwordPolicy }: Pool, name: string, label: string): Html =>
  field({ name, label, type: "password", autocomplete: "new-password", hint: policyText(passwordPolicy) });
