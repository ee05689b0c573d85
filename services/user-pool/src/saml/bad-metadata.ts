/** The metadata of an identity provider cannot be used; the message says what was expected and what is there. */
export class BadMetadata extends Error {
  override name = "BadMetadata";
}
