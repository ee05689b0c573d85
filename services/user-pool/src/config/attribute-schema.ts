import { z } from "zod";

/** The standard attributes of a user pool, as OpenID Connect Core 5.1 names them, with what each is when not declared. */
export const standardAttributes = [
  "address",
  "birthdate",
  "email",
  "email_verified",
  "family_name",
  "gender",
  "given_name",
  "locale",
  "middle_name",
  "name",
  "nickname",
  "phone_number",
  "phone_number_verified",
  "picture",
  "preferred_username",
  "profile",
  "updated_at",
  "website",
  "zoneinfo",
] as const;

const digits = z.string().regex(/^\d+$/, "expected a number in quotes, as Cognito writes it");

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_SchemaAttributeType.html */
export const schemaAttribute = z
  .strictObject({
    Name: z
      .string()
      .min(1)
      .refine((name) => isStandard(name) || name.length <= 20, "expected at most 20 characters"),
    AttributeDataType: z.enum(["String", "Number", "DateTime", "Boolean"]).default("String"),
    Mutable: z.boolean().default(true),
    Required: z.boolean().default(false),
    StringAttributeConstraints: z
      .strictObject({ MinLength: digits.optional(), MaxLength: digits.optional() })
      .optional(),
    NumberAttributeConstraints: z.strictObject({ MinValue: digits.optional(), MaxValue: digits.optional() }).optional(),
  })
  .refine(({ Name, Required }) => !Required || isStandard(Name), {
    path: ["Required"],
    message: "Required custom attributes are not supported currently.",
  });

/** One attribute of a pool's users, under the name that tokens and the API show: custom ones begin with `custom:`. */
export interface Attribute {
  readonly name: string;
  readonly required: boolean;
  readonly mutable: boolean;
  readonly maxLength?: number;
}

export const attributeOf = (declared: z.output<typeof schemaAttribute>): Attribute => ({
  name: fullName(declared.Name),
  required: declared.Required,
  mutable: declared.Mutable,
  ...maxLengthOf(declared.StringAttributeConstraints?.MaxLength),
});

/** `groups` is declared in the schema; `custom:groups` is what everything else calls it. */
export const fullName = (name: string) => (isStandard(name) || name.startsWith("custom:") ? name : `custom:${name}`);

export const isStandard = (name: string) => (standardAttributes as readonly string[]).includes(name);

const maxLengthOf = (text: string | undefined) => (text === undefined ? {} : { maxLength: Number(text) });
