import { operations } from "./operations.ts";

const reference = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_";

const clientsLack =
  "what `config/user-pool.yaml` refuses, too: password flows, the implicit and client credentials grants, `WriteAttributes`, analytics";

const providersLack =
  "what `config/user-pool.yaml` refuses, too: providers other than SAML, `IDPInit`, `IDPSignout`, `EncryptedResponses`, `RequestSigningAlgorithm`";

/** What an operation that is answered leaves out, in half a sentence. */
const leftOut: ReadonlyMap<string, string> = new Map([
  [
    "AdminUpdateUserAttributes",
    "verification codes: a new address is simply not verified; `ClientMetadata` goes nowhere",
  ],
  ["CreateIdentityProvider", providersLack],
  ["CreateUserPoolClient", clientsLack],
  ["DescribeUserPool", "settings that the pool does not have, such as policies and messages"],
  ["InitiateAuth", "all flows but `REFRESH_TOKEN_AUTH`: there are no users with passwords"],
  ["UpdateIdentityProvider", providersLack],
  ["UpdateUserPoolClient", clientsLack],
]);

const row = (name: string) => {
  const partly = leftOut.get(name);
  const supported = operations.has(name) ? (partly === undefined ? "yes" : "in part") : "no";
  return `| [${name}](${reference}${name}.html) | ${supported} | ${partly ?? ""} |`;
};

/**
 * docs/support-cognito.md.
 * @param all names of the operations that Amazon Cognito has
 */
export const supportTable = (all: readonly string[]): string => `# Amazon Cognito's JSON API

Which operations the user pool answers. The others get an \`UnknownOperationException\` that names this table. It is generated from the
table of operations and AWS's own client; a test fails when it is out of date, and says how to write it anew.

| operation | supported | left out |
| --- | --- | --- |
${[...new Set([...all, ...operations.keys()])].sort().map(row).join("\n")}
`;
