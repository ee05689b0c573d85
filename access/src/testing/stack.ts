import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import type { Trial } from "@gatehouse/gateway/trials/trial.ts";
import { UnsecuredJWT } from "jose";
import type { RunningStack } from "../live/running-stack.ts";

/** What a stack that is none knows. */
export interface Known {
  /** By e-mail address: what the tokens say. Who is not here is offered by no page. */
  readonly people: Readonly<
    Record<string, { readonly groups: readonly string[]; readonly claims: Record<string, string> }>
  >;
  /** What the gateway's trial says. */
  readonly trial: (username: string, route: string) => Partial<Trial>;
}

const secret = "an-administrators-secret";

/** Pages to sign in with and a gateway to ask, as far as they are needed here. */
export const startStack = async (known: Known, people: readonly string[]) => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    void answer(request, response, { known, asked });
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;
  const stack: RunningStack = {
    administration: { url, secret },
    outputs: {
      region: "us-east-1",
      gateway: { url, apiId: "gatehouse0", stage: "local" },
      userPool: { id: "", clientId: "", endpoint: url, domain: url, issuer: url },
      identityProviders: [],
      people: people.map((email) => ({ email, username: `CorpSAML_${email}`, roles: [] })),
      signIn: `${url}/auth/login`,
    },
  };
  return { stack, asked, close: () => new Promise((resolve) => server.close(resolve)) };
};

interface Around {
  readonly known: Known;
  readonly asked: string[];
}

const answer = async (request: IncomingMessage, response: ServerResponse, { known, asked }: Around) => {
  const body = await text(request);
  asked.push(`${request.method} ${request.url}`);
  const fields = new URLSearchParams(body);
  if (request.url === "/auth/login") return response.end(form("/sign-in", Object.keys(known.people).map(button)));
  if (request.url === "/sign-in")
    return response.end(form("/acs", [`<input type="hidden" name="who" value="${fields.get("person")}">`]));
  if (request.url === "/acs") return response.setHeader("Set-Cookie", cookiesOf(fields.get("who") ?? "", known)).end();
  if (request.headers.authorization !== `Bearer ${secret}`) return response.writeHead(403).end("{}");
  const { method, path, headers } = JSON.parse(body) as { method: string; path: string; headers: string[][] };
  const { payload } = UnsecuredJWT.decode(headers[0]?.[1]?.replace("Bearer ", "") ?? "");
  return response.end(JSON.stringify(known.trial(String(payload.username), `${method} ${path}`)));
};

const form = (action: string, inputs: readonly string[]) =>
  `<form method="post" action="${action}">${inputs.join("")}</form>`;

const button = (person: string) => `<button name="person" value="${person}">${person}</button>`;

const cookiesOf = (email: string, { people }: Known) => {
  const { groups = [], claims = {} } = people[email] ?? {};
  const access = new UnsecuredJWT({ username: `CorpSAML_${email}`, sub: `sub-${email}`, "cognito:groups": groups });
  const id = new UnsecuredJWT(claims);
  return [
    `__Host-access=${access.encode()}; Path=/; Secure; HttpOnly`,
    `__Host-id=${id.encode()}; Path=/; Secure; HttpOnly`,
  ];
};
