// The identity providers, the people whom each knows, and the service providers that they answer: `config/people.yaml`.
import { z } from "zod";
import { faultNames } from "../faults/faults.ts";
import { nameOfFault } from "../faults/name-of-fault.ts";
import { pictureIn } from "./picture.ts";
import { serviceProvider } from "./service-provider.ts";
import { styleNames } from "./styles.ts";

/** Names of faults that a person or an identity provider always has. */
const misconduct = z.array(nameOfFault(faultNames)).default([]);

const personIn = (folder: string) =>
  z
    .strictObject({
      email: z.email(),
      givenName: z.string().min(1),
      familyName: z.string().min(1),
      /** What they do, as it stands below their name. */
      title: z.string().min(1).max(100).optional(),
      /** Default: their initials. */
      picture: pictureIn(folder).optional(),
      groups: z.array(z.string().min(1)),
      /** So many further groups, `g-001` and on. */
      groupCount: z.int().nonnegative().max(10_000).default(0),
      faults: misconduct,
    })
    .transform(({ groupCount, ...rest }) => ({ ...rest, groups: [...rest.groups, ...numberedGroups(groupCount)] }));

const numberedGroups = (count: number) =>
  Array.from({ length: count }, (_, index) => `g-${String(index + 1).padStart(3, "0")}`);

/** Says of each item after the first of its kind that it is there already. */
const once =
  <Item, Key extends keyof Item & string>(key: Key) =>
  (items: readonly Item[], context: z.RefinementCtx) => {
    for (const [index, item] of items.entries())
      if (items.findIndex((other) => other[key] === item[key]) < index)
        context.addIssue({ code: "custom", path: [index, key], message: `${item[key]} is there already` });
  };

const identityProviderIn = (folder: string) =>
  z.strictObject({
    /** Part of its URLs: `/idps/{name}/…`. */
    name: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/, "expected lower-case letters, digits and hyphens"),
    displayName: z.string().min(1).max(100),
    /** Default: the URL of its metadata. */
    entityId: z.string().min(1).max(1024).optional(),
    style: z.enum(styleNames),
    faults: misconduct,
    people: z.array(personIn(folder)).min(1).superRefine(once("email")),
  });

/** @param folder where pictures are */
export const directoryIn = (folder: string) =>
  z.strictObject({
    serviceProviders: z.array(serviceProvider).min(1),
    /** The first answers at the short URLs as well. */
    identityProviders: z.array(identityProviderIn(folder)).min(1).superRefine(once("name")),
  });

export type Directory = z.output<ReturnType<typeof directoryIn>>;
export type IdentityProvider = Directory["identityProviders"][number];
export type Person = IdentityProvider["people"][number];

/** A person's name as people write it. */
export const fullName = ({ givenName, familyName }: Person) => `${givenName} ${familyName}`;
