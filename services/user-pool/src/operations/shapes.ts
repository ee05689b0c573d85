import { z } from "zod";

/** What the database cannot hold as text, and no client has a reason to send. */
const storable = (text: string) => !text.includes("\0") && text.isWellFormed();
const wellFormed = "Member must be well-formed text without NUL";

// Constraints of https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/
export const poolId = z
  .string()
  .min(1)
  .max(55)
  .regex(/^[\w-]+_[0-9a-zA-Z]+$/);
export const clientId = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\w+]+$/);
export const clientSecret = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[\w+]+$/);
/** For the pool's triggers. */
export const clientMetadata = z.record(z.string().max(131_072), z.string().max(131_072));
export const username = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}]+$/u);
export const providerName = z
  .string()
  .min(1)
  .max(32)
  .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}\p{Z}]+$/u);
/** The name of a provider to be made, which is more than it takes to look one up. */
export const newProviderName = z
  .string()
  .min(1)
  .max(32)
  .regex(/^[^_\p{Z}][\p{L}\p{M}\p{S}\p{N}\p{P}][^_\p{Z}]+$/u)
  .refine(storable, wellFormed);
export const idpIdentifier = z
  .string()
  .min(1)
  .max(40)
  .regex(/^[\w\s+=.@-]+$/);
export const freeText = z.string().max(2048).refine(storable, wellFormed);
export const longText = z.string().max(131_072).refine(storable, wellFormed);
export const attributeName = z
  .string()
  .min(1)
  .max(32)
  .regex(/^[\p{L}\p{M}\p{S}\p{N}\p{P}\t\n\r ]+$/u);
export const attributeValue = freeText;
export const groupName = username;
/** A Precedence is a 32-bit integer of the API's model. */
export const precedence = z.int32().min(0);
export const roleArn = z
  .string()
  .min(20)
  .max(2048)
  .regex(/^arn:[\w+=/,.@-]+:[\w+=/,.@-]+:([\w+=/,.@-]*)?:[0-9]+:[\w+=/,.@-]+(:[\w+=/,.@-]+)?(:[\w+=/,.@-]+)?$/);
/** A password may hold anything but the blanks that get lost at its ends. */
export const password = z
  .string()
  .max(256)
  .regex(/^[\S]+.*[\S]+$/)
  .refine(storable, wellFormed);
export const confirmationCode = z.string().min(1).max(2048).regex(/^\S+$/);
export const session = z.string().min(20).max(2048);
/** An attribute that a code verifies; Cognito refuses others in words of its own. */
export const verifiableName = z.enum(["email", "phone_number"]);
export const userAttributesInput = z.array(z.object({ Name: attributeName, Value: attributeValue.default("") }));
export const token = z.string().regex(/^[A-Za-z0-9\-_=.]+$/);

/** Dates are JSON numbers: seconds since 1970, with a fraction. */
export const epochSeconds = (time: Date) => time.getTime() / 1000;
