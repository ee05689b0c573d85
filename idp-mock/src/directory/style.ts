import type { ResponseOptions } from "@gatehouse/saml-response/response.ts";
import type { Person } from "./people-file.ts";

/** How a product names people and what it asserts of them, unless somebody sets it up otherwise. */
export interface Style {
  readonly nameIdFormat: string;
  nameId(person: Person): string;
  /** Values by attribute name. */
  attributes(person: Person): Readonly<Record<string, readonly string[]>>;
  /** What stands beside the names of attributes; default: nothing. */
  readonly naming?: NonNullable<ResponseOptions["attributeNaming"]>;
}

export const emailAddress = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress";
export const unspecified = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";
