import type { Attribute } from "./attribute-schema.ts";

const formats: Readonly<Record<string, { readonly is: RegExp; readonly fault: string }>> = {
  email: { is: /^[^\s@]+@[^\s@]+$/, fault: "Invalid email address format." },
  // E.164: https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html
  phone_number: { is: /^\+\d{2,15}$/, fault: "Invalid phone number format." },
};

const ofType: Readonly<Record<Attribute["type"], (attribute: Attribute, value: string) => string | undefined>> = {
  String: ({ minLength = 0, maxLength = 2_048 }, value) => {
    if (value.length < minLength) return `String must be no shorter than ${minLength} characters`;
    return value.length > maxLength ? `String must be no longer than ${maxLength} characters` : undefined;
  },
  Number: ({ minValue = -Infinity, maxValue = Infinity }, value) => {
    if (!/^-?\d+(\.\d+)?$/.test(value)) return "Number expected";
    if (Number(value) < minValue) return `Number must be no less than ${minValue}`;
    return Number(value) > maxValue ? `Number must be no greater than ${maxValue}` : undefined;
  },
  Boolean: (_attribute, value) => (/^(true|false)$/i.test(value) ? undefined : "true or false expected"),
  DateTime: (_attribute, value) => (Number.isNaN(Date.parse(value)) ? "Date and time expected" : undefined),
};

/** What keeps a text that is not blank from being a value of the attribute, as the API says it. */
export const valueFault = (attribute: Attribute, value: string): string | undefined => {
  const format = Object.hasOwn(formats, attribute.name) ? formats[attribute.name] : undefined;
  if (format && !format.is.test(value)) return format.fault;
  const fault = ofType[attribute.type](attribute, value);
  return fault === undefined ? undefined : `user.${attribute.name}: ${fault}.\n`;
};
