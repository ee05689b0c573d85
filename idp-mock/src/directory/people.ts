import type { Person } from "./people-file.ts";

/** The people whom this identity provider knows, as they are now. */
export interface People {
  list(): readonly Person[];
  find(email: string | undefined): Person | undefined;
  /** From now on the person is in these groups alone. @returns undefined for a person whom nobody knows */
  regroup(email: string, groups: readonly string[]): Person | undefined;
  /** From now on these faults, and no others, are in each of the person's sign-ins. */
  misbehave(email: string, faults: readonly string[]): Person | undefined;
  /** Back to the file. */
  reset(): void;
}

/** As the file has them; what was changed since lasts until the process ends. */
export const peopleInMemory = (known: readonly Person[]): People => {
  const inFile = () => new Map(known.map((person) => [person.email, person]));
  let people = inFile();
  const change = (email: string, changes: Partial<Person>) => {
    const person = people.get(email);
    if (!person) return undefined;
    const changed = { ...person, ...changes };
    people.set(email, changed);
    return changed;
  };
  return {
    list: () => [...people.values()],
    find: (email) => people.get(email ?? ""),
    regroup: (email, groups) => change(email, { groups: [...groups] }),
    misbehave: (email, faults) => change(email, { faults: [...faults] }),
    reset() {
      people = inFile();
    },
  };
};
