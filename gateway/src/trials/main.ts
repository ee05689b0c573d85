// npm run authorizer:invoke -- --route 'GET /trades/1' --token …: asks the running gateway what its authorizer makes of a
// request, and shows the event, the answer, the statement that decided, the time and the state of the cache.
import { parseArgs } from "node:util";
import { administrationOf, askAuthorizer } from "./ask-gateway.ts";
import { writtenTrial } from "./written-trial.ts";

const usage = `npm run authorizer:invoke -- --route 'GET /trades/1' [--token TOKEN] [--header 'Name: value' …] [--host HOST] [--json]

  --route   method and path, with the query and the stage or base path where there is one
  --token   sent as Authorization: Bearer TOKEN, or as it is where it has a blank in it
  --header  another header; may be given more than once
  --host    the domain that is asked; localhost unless given
  --json    the whole answer as JSON

The gateway is that of .gatehouse/outputs.json and the secret that of .gatehouse/secrets/administrator (GATEHOUSE_DATA_DIR), or GATEWAY_URL
and GATEWAY_ADMIN_SECRET.
`;

const { values } = parseArgs({
  options: {
    route: { type: "string" },
    token: { type: "string" },
    header: { type: "string", multiple: true, default: [] },
    host: { type: "string", default: "localhost" },
    json: { type: "boolean", default: false },
  },
});

const headerShape = /^([^\s:]+):[ \t]*(.*?)[ \t]*$/;

const tried = async (): Promise<string> => {
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(values.route ?? "") ?? [];
  if (method === undefined || path === undefined)
    return failed(`--route: expected 'GET /path', received ${values.route ?? "nothing"}\n\n${usage}`);
  const { token } = values;
  const unnamed = values.header.find((each) => !headerShape.test(each));
  if (unnamed !== undefined) return failed(`--header: expected 'Name: value', received ${unnamed}\n\n${usage}`);
  const headers = values.header.map((each): [string, string] => {
    const [, name = "", value = ""] = headerShape.exec(each) ?? [];
    return [name, value];
  });
  if (token !== undefined) headers.push(["Authorization", token.includes(" ") ? token : `Bearer ${token}`]);
  const { host } = values;
  const answer = await askAuthorizer({ method, path, host, headers }, administrationOf(process.env));
  return values.json ? `${JSON.stringify(answer, null, 2)}\n` : writtenTrial(answer);
};

const failed = (text: string) => {
  process.exitCode = 1;
  return text;
};

const explained = ({ message, cause }: Error) =>
  failed(`${message}${cause instanceof Error ? `: ${cause.message}` : ""}\n`);

process.stdout.write(await tried().catch(explained));
