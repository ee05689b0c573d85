// The people whom this identity provider knows, and the service providers that it answers: `config/people.yaml`.
import { z } from "zod";

const serviceProvider = z.strictObject({
  entityId: z.string().min(1).max(1024),
  assertionConsumerService: z.url({ protocol: /^https?$/, error: "expected an http:// or https:// URL" }),
});

const person = z
  .strictObject({
    email: z.email(),
    givenName: z.string().min(1),
    familyName: z.string().min(1),
    groups: z.array(z.string().min(1)),
    /** So many further groups, `g-001` and on. */
    groupCount: z.int().nonnegative().max(10_000).default(0),
  })
  .transform(({ groupCount, ...rest }) => ({ ...rest, groups: [...rest.groups, ...numberedGroups(groupCount)] }));

const numberedGroups = (count: number) =>
  Array.from({ length: count }, (_, index) => `g-${String(index + 1).padStart(3, "0")}`);

export const directory = z.strictObject({
  serviceProviders: z.array(serviceProvider).min(1),
  people: z
    .array(person)
    .min(1)
    .superRefine((people, context) => {
      for (const [index, { email }] of people.entries())
        if (people.findIndex((other) => other.email === email) < index)
          context.addIssue({ code: "custom", path: [index, "email"], message: `${email} is there already` });
    }),
});

export type Directory = z.output<typeof directory>;
export type ServiceProvider = z.output<typeof serviceProvider>;
export type Person = z.output<typeof person>;

/** A person's name as people write it. */
export const fullName = ({ givenName, familyName }: Person) => `${givenName} ${familyName}`;
