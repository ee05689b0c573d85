import { createHmac } from "node:crypto";
import type { Pool } from "../config/user-pool.ts";
import type { Attributes } from "../user.ts";

type AddressName = "email" | "phone_number";

/** Where a code goes. */
export interface Destination {
  readonly attribute: AddressName;
  readonly address: string;
}

/** The address that a user who signs up confirms; a telephone goes before an e-mail address. */
export const signUpDestination = ({ autoVerified }: Pool, attributes: Attributes): Destination | undefined =>
  first(["phone_number", "email"], (name) => (autoVerified.includes(name) ? attributes[name] : undefined));

/** Where a code for a forgotten password goes: to an address that is verified, as the pool's recovery settings have it. */
export const recoveryDestination = ({ recovery }: Pool, attributes: Attributes): Destination | undefined => {
  const order = recovery ?? ["verified_phone_number", "verified_email"];
  const names = order.flatMap((one): AddressName[] => {
    if (one === "admin_only") return [];
    return [one === "verified_email" ? "email" : "phone_number"];
  });
  return first(names, (name) => (attributes[`${name}_verified`] === "true" ? attributes[name] : undefined));
};

const first = (names: readonly AddressName[], addressOf: (name: AddressName) => string | undefined) => {
  for (const attribute of names) {
    const address = addressOf(attribute);
    if (address !== undefined) return { attribute, address };
  }
  return undefined;
};

export const mediumOf = ({ attribute }: Destination) => (attribute === "email" ? "EMAIL" : "SMS");

/** `CodeDeliveryDetails`: where a code went, without telling the address. */
export const deliveryDetails = (destination: Destination) => ({
  AttributeName: destination.attribute,
  DeliveryMedium: mediumOf(destination),
  Destination: masked(destination),
});

const masked = ({ attribute, address }: Destination) => {
  if (attribute === "phone_number") return `+${"*".repeat(Math.max(address.length - 5, 1))}${address.slice(-4)}`;
  const [, local = "", host = ""] = /^(.).*@(.)/.exec(address) ?? [];
  return `${local}***@${host}***`;
};

const letters = "abcdefghijklmnopqrstuvwxyz";

/** Where nothing goes, for a user who is not there: always the same for a name. */
export const decoyDestination = (decoyKey: Buffer, name: string): Destination => {
  const digest = createHmac("sha256", decoyKey).update(`destination ${name}`).digest();
  const letter = (index: number) => letters[(digest[index] ?? 0) % letters.length];
  return { attribute: "email", address: `${name.includes("@") ? name[0] : letter(0)}@${letter(1)}` };
};
