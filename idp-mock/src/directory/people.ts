import type { Person } from "./people-file.ts";

/** The people whom this identity provider knows, as they are now. */
export interface People {
  list(): readonly Person[];
  find(email: string | undefined): Person | undefined;
  /** From now on the person is in these groups alone. @returns undefined for a person whom nobody knows */
  regroup(email: string, groups: readonly string[]): Person | undefined;
}

/** As the file has them; what was changed since lasts until the process ends. */
export const peopleInMemory = (known: readonly Person[]): People => {
  const people = new Map(known.map((person) => [person.email, person]));
  return {
    list: () => [...people.values()],
    find: (email) => people.get(email ?? ""),
    regroup(email, groups) {
      const person = people.get(email);
      if (!person) return undefined;
      const regrouped = { ...person, groups: [...groups] };
      people.set(email, regrouped);
      return regrouped;
    },
  };
};
