const unreserved = /[A-Za-z0-9._~-]/;

/**
 * Every byte as `%XX`, but for the unreserved characters of RFC 3986.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html#create-canonical-request
 */
export const uriEncoded = (bytes: Buffer): string =>
  Array.from(bytes, (byte) => {
    const character = String.fromCharCode(byte);
    return unreserved.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
  }).join("");

/**
 * The bytes of a name or value in a query. `+` is a space there, and a percent sign that encodes nothing is one.
 */
export const queryBytes = (text: string): Buffer =>
  Buffer.concat(
    text
      .replaceAll("+", " ")
      .split(/(%[0-9A-Fa-f]{2})/)
      .map((part, index) => (index % 2 === 1 ? Buffer.from(part.slice(1), "hex") : Buffer.from(part))),
  );
