import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse, stringify } from "yaml";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** The function's invocation as an integration names it, the function itself being a stage variable. */
const invocation =
  "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:function:${stageVariables.permissions}/invocations";

interface Operation {
  readonly "x-amazon-apigateway-integration"?: { readonly uri?: string };
}

/**
 * Writes the shipped configuration to `folder`, with one thing otherwise: the permissions service is a Lambda function
 * behind AWS_PROXY, from the same code, instead of a server in the private network.
 */
export const configurationWithPermissionsOnLambda = (folder: string): void => {
  cpSync(join(root, "config"), folder, { recursive: true });
  rewrite(join(folder, "api.yaml"), (api: { paths: Record<string, Record<string, Operation>> }) => ({
    ...api,
    paths: mapped(api.paths, (operations) => mapped(operations, onLambda)),
  }));
  if (/stageVariables\.permissionsHost/.test(readFileSync(join(folder, "api.yaml"), "utf8")))
    throw new Error("config/api.yaml still has operations that go to the server of the permissions service");
  rewrite(join(folder, "apis.yaml"), (file: { apis: { stages: { variables: object }[] }[] }) => {
    for (const { variables } of file.apis.flatMap(({ stages }) => stages))
      Object.assign(variables, { permissions: "gatehouse-permissions" });
    return file;
  });
  rewrite(join(folder, "functions.yaml"), (functions: { arn: string; handler: string }[]) =>
    [
      ...functions,
      {
        arn: "arn:aws:lambda:us-east-1:000000000000:function:gatehouse-permissions",
        handler: "../services/permissions/src/lambda.ts#handler",
      },
    ].map((each) => ({ ...each, handler: join(root, "config", each.handler) })),
  );
};

const onLambda = (operation: Operation): Operation =>
  operation["x-amazon-apigateway-integration"]?.uri?.includes("stageVariables.permissionsHost")
    ? {
        ...operation,
        "x-amazon-apigateway-integration": { type: "aws_proxy", httpMethod: "POST", uri: invocation } as object,
      }
    : operation;

const mapped = <Value>(record: Record<string, Value>, change: (value: Value) => Value): Record<string, Value> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));

const rewrite = <Content>(file: string, change: (content: Content) => unknown) =>
  writeFileSync(file, stringify(change(parse(readFileSync(file, "utf8")))));
