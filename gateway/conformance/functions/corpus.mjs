// The one function of the corpus, which also runs on Lambda as it is: an authorizer and a proxy that do what the request
// tells them to. An instruction is `do.` and JSON in base64url, anywhere in the event; without one, the authorizer allows
// the request and the proxy answers with the event that it was given.

/** How often an authorizer was asked since this module was loaded. */
let asked = 0;

export const handler = async (event) => {
  const isAuthorizer = event.type === "TOKEN" || event.type === "REQUEST";
  if (!isAuthorizer && /\/authorizer-calls$/.test(event.path ?? event.rawPath ?? "")) return json({ asked });
  if (isAuthorizer) asked++;
  const instruction = instructionIn(event, isAuthorizer ? "authorizer" : "function");
  if (instruction && "throw" in instruction) throw new Error(instruction.throw);
  if (instruction && "return" in instruction) return filled(instruction.return, event);
  return isAuthorizer ? allowing(event) : json(event);
};

const json = (value) => ({
  statusCode: 200,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(value),
});

const allowing = (event) => ({
  principalId: "user",
  policyDocument: {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "execute-api:Invoke", Resource: arnIn(event) }],
  },
});

const instructionIn = (event, role) => {
  for (const [, text] of JSON.stringify(event).matchAll(/\bdo\.([A-Za-z0-9_-]+)/g)) {
    const instruction = JSON.parse(Buffer.from(text, "base64url").toString())[role];
    if (instruction) return instruction;
  }
  return undefined;
};

const arnIn = (event) => event.methodArn ?? event.routeArn ?? "";

/** `{methodArn}` is the ARN that was asked for, `{apiArn}` its beginning up to the API; `{event}` is the event, as JSON in a text. */
const filled = (value, event) =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll("{methodArn}", arnIn(event))
      .replaceAll("{apiArn}", arnIn(event).split("/", 1)[0])
      .replaceAll('"{event}"', () => JSON.stringify(JSON.stringify(event))),
  );
