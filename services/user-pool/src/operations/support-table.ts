import type { Support } from "./operation.ts";
import { operations } from "./operations.ts";

const reference = "https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_";

/** Where an operation stands: `ListUserPools` in `list-user-pools.ts`. */
export const fileOf = (operation: string) => `services/user-pool/src/operations/${kebab(operation)}.ts`;

const kebab = (name: string) => name.replace(/([a-z])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, "$1$2-").toLowerCase();

const code = (name: string) => (/^[A-Z][\w.]*$/.test(name) ? `\`${name}\`` : name);

const leftOutOf = ({ leftOut = {}, ignored = [] }: Support) =>
  [
    ...Object.entries(leftOut).map(([what, how]) => `${code(what)}: ${how}`),
    ...(ignored.length === 0 ? [] : [`without effect: ${ignored.map(code).join(", ")}`]),
  ].join("; ");

const toldOf = (support: Support) =>
  [leftOutOf(support), support.unconfirmed ?? ""].map((text) => text.replaceAll("|", "\\|"));

/** What is told of an endpoint. */
interface Listed extends Support {
  readonly method: string;
  readonly path: string;
  readonly source: string;
}

const supported = ({ leftOut, ignored }: Support) => (leftOut || ignored ? "in part" : "yes");

const operationRow = (name: string) => {
  const source = `[AWS](${reference}${name}.html)`;
  const operation = operations.get(name);
  if (!operation) return `| ${name} | no |  |  | ${source} |`;
  return `| [${name}](../${fileOf(name)}) | ${[supported(operation), ...toldOf(operation), source].join(" | ")} |`;
};

const endpointRow = (endpoint: Listed) => {
  const name = `\`${endpoint.method.toUpperCase()} ${endpoint.path.replace(":poolId", "{poolId}")}\``;
  return `| ${[name, supported(endpoint), ...toldOf(endpoint), `[${sourceName(endpoint.source)}](${endpoint.source})`].join(" | ")} |`;
};

const sourceName = (url: string) => (new URL(url).host === "docs.aws.amazon.com" ? "AWS" : "Gatehouse");

/**
 * docs/support-cognito.md.
 * @param all names of the operations that Amazon Cognito has
 */
export const supportTable = (all: readonly string[], endpoints: readonly Listed[]): string => `# Amazon Cognito's API

What the user pool answers. This is generated from its tables of operations and endpoints and AWS's own client; a test fails when it is out
of date, and says how to write it anew. "Unconfirmed" is what is done here without anybody having seen the real service do it.

## The JSON API

Unconfirmed for all of them is the wording of what is refused before an operation sees it: members against their constraints, bodies that are
not JSON, missing signatures.

The operations that are not answered get an \`UnknownOperationException\` that names this table.

| operation | supported | left out | unconfirmed | source |
| --- | --- | --- | --- | --- |
${[...new Set([...all, ...operations.keys()])].sort().map(operationRow).join("\n")}

## The domain and the issuer

| endpoint | supported | left out | unconfirmed | source |
| --- | --- | --- | --- | --- |
${endpoints.map(endpointRow).join("\n")}
`;
