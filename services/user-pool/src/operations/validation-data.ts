/** For triggers, as strings by name. */
export const validationDataOf = (given: readonly { Name: string; Value: string }[] | undefined) =>
  given && Object.fromEntries(given.map(({ Name, Value }) => [Name, Value]));
