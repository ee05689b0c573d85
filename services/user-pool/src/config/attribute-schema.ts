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
  readonly type: "String" | "Number" | "DateTime" | "Boolean";
  readonly required: boolean;
  readonly mutable: boolean;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minValue?: number;
  readonly maxValue?: number;
}

export const attributeOf = (declared: z.output<typeof schemaAttribute>): Attribute => ({
  name: fullName(declared.Name),
  type: standardTypes.get(declared.Name) ?? declared.AttributeDataType,
  required: declared.Required,
  mutable: declared.Mutable,
  ...bound("minLength", declared.StringAttributeConstraints?.MinLength),
  ...bound("maxLength", declared.StringAttributeConstraints?.MaxLength),
  ...bound("minValue", declared.NumberAttributeConstraints?.MinValue),
  ...bound("maxValue", declared.NumberAttributeConstraints?.MaxValue),
});

/** The attribute of a pool, declared or standard; undefined for one that its users cannot have. */
export const attributeNamed = (schema: readonly Attribute[], name: string): Attribute | undefined => {
  const declared = schema.find((attribute) => attribute.name === name);
  return declared ?? (isStandard(name) ? attributeOf(schemaAttribute.parse({ Name: name })) : undefined);
};

/** Standard attributes that are not strings keep their type however they are declared. */
const standardTypes: ReadonlyMap<string, Attribute["type"]> = new Map([
  ["email_verified", "Boolean"],
  ["phone_number_verified", "Boolean"],
  ["updated_at", "Number"],
]);

/** `groups` is declared in the schema; `custom:groups` is what everything else calls it. */
export const fullName = (name: string) => (isStandard(name) || name.startsWith("custom:") ? name : `custom:${name}`);

export const isStandard = (name: string) => (standardAttributes as readonly string[]).includes(name);

const bound = <Name extends string>(name: Name, text: string | undefined) =>
  (text === undefined ? {} : { [name]: Number(text) }) as { readonly [Key in Name]?: number };
