// npm run authorizer:invoke -- --route 'GET /trades/1' --token …: asks the running gateway what its authorizer makes of a
// request, and shows the event, the answer, the statement that decided, the time and the state of the cache.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Trial } from "./trial.ts";
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

const folder = process.env.GATEHOUSE_DATA_DIR ?? ".gatehouse";
const fileText = (name: string) => readFileSync(join(folder, name), "utf8");
const gateway = () => process.env.GATEWAY_URL ?? (JSON.parse(fileText("outputs.json")).gateway.url as string);
const secret = () => process.env.GATEWAY_ADMIN_SECRET ?? fileText("secrets/administrator").trim();

const headerShape = /^([^\s:]+):[ \t]*(.*?)[ \t]*$/;

const tried = async (): Promise<string> => {
  const [, method, path] = /^([A-Z]+) (\/\S*)$/.exec(values.route ?? "") ?? [];
  if (method === undefined || path === undefined)
    return failed(`--route: expected 'GET /path', received ${values.route ?? "nothing"}\n\n${usage}`);
  const { token } = values;
  const unnamed = values.header.find((each) => !headerShape.test(each));
  if (unnamed !== undefined) return failed(`--header: expected 'Name: value', received ${unnamed}\n\n${usage}`);
  const headers = values.header.map((each) => (headerShape.exec(each) ?? []).slice(1));
  if (token !== undefined) headers.push(["Authorization", token.includes(" ") ? token : `Bearer ${token}`]);
  const response = await fetch(`${gateway()}/_gatehouse/authorizers/invoke`, {
    method: "POST",
    headers: { authorization: `Bearer ${secret()}`, "content-type": "application/json" },
    body: JSON.stringify({ method, path, host: values.host, headers }),
  });
  const answer = (await response.json()) as Trial & { readonly message?: string };
  if (response.status !== 200) return failed(`the gateway answered ${response.status}: ${answer.message}\n`);
  return values.json ? `${JSON.stringify(answer, null, 2)}\n` : writtenTrial(answer);
};

const failed = (text: string) => {
  process.exitCode = 1;
  return text;
};

/** What is missing is named by its path or its address. */
const explained = (error: NodeJS.ErrnoException & { cause?: unknown }) => {
  if (error.code === "ENOENT")
    return failed(
      `${error.path} is not there: start the gateway with npm start, or set GATEWAY_URL and GATEWAY_ADMIN_SECRET\n`,
    );
  return failed(`${error.message}${error.cause instanceof Error ? `: ${error.cause.message}` : ""}\n`);
};

process.stdout.write(await tried().catch(explained));
