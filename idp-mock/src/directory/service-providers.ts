import type { Registration, ServiceProvider } from "./service-provider.ts";

/** The service providers that an identity provider answers, as they are now. */
export interface ServiceProviders {
  list(): readonly ServiceProvider[];
  /**
   * Changes what is given at every service of that entity id; an assertion consumer service that it does not have yet
   * is added.
   * @returns all its services; undefined for one that nobody knows and that names none
   */
  register(registration: Registration): readonly ServiceProvider[] | undefined;
  /** Back to the file. */
  reset(): void;
}

/** As the file has them; what was changed since lasts until the process ends. */
export const serviceProvidersInMemory = (inFile: readonly ServiceProvider[]): ServiceProviders => {
  let known = inFile;
  return {
    list: () => known,
    register({ entityId, assertionConsumerService, ...changes }) {
      const isIts = (one: ServiceProvider) => one.entityId === entityId;
      const before = known.filter(isIts);
      const isNew = before.every((one) => one.assertionConsumerService !== assertionConsumerService);
      const added = isNew && assertionConsumerService ? [{ ...before[0], entityId, assertionConsumerService }] : [];
      const after = [...before, ...added].map((one) => changed(one, changes));
      if (after.length === 0) return undefined;
      known = [...known.filter((one) => !isIts(one)), ...after];
      return after;
    },
    reset() {
      known = inFile;
    },
  };
};

type Changes = Omit<Registration, "entityId" | "assertionConsumerService">;

const changed = (before: ServiceProvider, changes: Changes): ServiceProvider => {
  const given = Object.entries(changes).filter(([, value]) => value !== undefined);
  const after = Object.entries({ ...before, ...Object.fromEntries(given) });
  return Object.fromEntries(after.filter(([, value]) => value !== null)) as ServiceProvider;
};
