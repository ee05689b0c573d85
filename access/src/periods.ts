import type { Grant } from "@gatehouse/entitlements/grant.ts";

/** A time within which no grant begins or ends: `startsAt <= now < endsAt`, in milliseconds since 1970, null where open. */
export type Period = Pick<Grant, "startsAt" | "endsAt">;

/** All of time, taken apart wherever a grant begins or ends. */
export const periodsOf = (grants: readonly Period[]): readonly Period[] => {
  const bounds = [...new Set(grants.flatMap(({ startsAt, endsAt }) => [startsAt, endsAt]))]
    .filter((bound) => bound !== null)
    .sort((one, other) => one - other);
  return [null, ...bounds].map((startsAt, index) => ({ startsAt, endsAt: bounds[index] ?? null }));
};

/** An instant in it. */
export const within = ({ startsAt, endsAt }: Period): number => startsAt ?? (endsAt === null ? 0 : endsAt - 1);

/** Neighbours of which the same is told are one. */
export const merged = (
  told: readonly (Period & { readonly text: string })[],
): readonly (Period & { readonly text: string })[] => {
  const all: (Period & { text: string })[] = [];
  for (const each of told) {
    const last = all.at(-1);
    if (last?.text === each.text) all[all.length - 1] = { ...last, endsAt: each.endsAt };
    else all.push(each);
  }
  return all;
};

/** ` from 2027-01-01T00:00:00.000Z until …`, as far as there are bounds. */
export const spelled = ({ startsAt, endsAt }: Period): string =>
  [
    ...(startsAt === null ? [] : [`from ${new Date(startsAt).toISOString()}`]),
    ...(endsAt === null ? [] : [`until ${new Date(endsAt).toISOString()}`]),
  ].join(" ");
