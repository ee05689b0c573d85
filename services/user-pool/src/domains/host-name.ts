/** Names below `localhost` lead to this machine in every browser: RFC 6761, 6.3. */
const here = /^([a-z0-9-]{1,63})\.auth\.localhost$/;

/** The names that Amazon Cognito gives, for whoever has mapped one to this machine. */
const atAmazon = /^([a-z0-9-]{1,63})\.auth\.([a-z0-9-]+)\.amazoncognito\.com$/;

/** What a host name says of the domain that it is of: a prefix, in a region or in any, or a name of its own. */
export type Named =
  | { readonly kind: "prefix"; readonly name: string; readonly region: string | undefined }
  | { readonly kind: "custom"; readonly name: string };

/** Reads a host name as browsers send it, without its port. */
export const readHostName = (hostname: string): Named => {
  const [, prefix, region] = here.exec(hostname) ?? atAmazon.exec(hostname) ?? [];
  if (prefix === undefined) return { kind: "custom", name: hostname };
  return { kind: "prefix", name: prefix, region };
};
