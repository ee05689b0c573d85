import type { FunctionOutcome, InvokeFunction, StreamFunction } from "@gatehouse/lambda/functions/invoke-function.ts";
import { type Backend, startBackend } from "../../../testing/backend.ts";
import { allowing, startGateway } from "../../../testing/gateway.ts";
import { converse, type RawAnswer, raw } from "../../../testing/raw-connection.ts";
import { document, functionArn, imported, operation } from "../../import/testing/definition.ts";

/** A request to the one path of an API, `/things/{id}`. */
export interface Asking {
  readonly integration: object;
  /** The operation's `responses`. */
  readonly responses?: object;
  /** More members of the operation or of the file. */
  readonly of?: { readonly operation?: object; readonly root?: object };
  readonly method?: string;
  /** Behind `/things/1`. */
  readonly query?: string;
  readonly lines?: readonly string[];
  /** One character for one byte. */
  readonly body?: string;
  /** What the private service does. */
  readonly answer?: Backend["answer"];
  /** What the function does. */
  readonly stream?: StreamFunction;
  readonly outcome?: FunctionOutcome | ((event: unknown) => FunctionOutcome);
}

/** Imports an operation with an integration, sends it one request, and gives back what everybody saw of that. */
export const asked = async (asking: Asking) => {
  const backend = await startBackend();
  if (asking.answer) backend.answer = asking.answer;
  const events: unknown[] = [];
  const { warnings, ...api } = imported(definition(asking));
  const { stream } = asking;
  const invoke = invoked(asking, events);
  const gateway = await startGateway({ folder: backend.folder, ...api, invoke, ...(stream ? { stream } : {}) });
  try {
    const { answers } = await converse(gateway.port, request(asking));
    return {
      answer: answers[0] ?? nothing,
      seen: backend.seen[0],
      seenAll: backend.seen,
      events,
      warnings,
      lines: gateway.lines,
    };
  } finally {
    await gateway.close();
    await backend.close();
  }
};

const nothing: RawAnswer = { status: 0, headers: {}, body: "" };

const parameters = [
  { name: "id", in: "path", required: true },
  { name: "q", in: "query" },
  { name: "X-Given", in: "header" },
];

const definition = ({ integration, responses, of = {} }: Asking) => {
  const more = { parameters, ...(responses ? { responses } : {}), ...of.operation };
  return document({ "/things/{id}": { "x-amazon-apigateway-any-method": operation(integration, more) } }, of.root);
};

const request = ({ method = "POST", query = "", lines = [], body = "" }: Asking) => {
  const length = body === "" ? [] : [`Content-Length: ${body.length}`];
  return raw(`${method} /things/1${query} HTTP/1.1`, "Host: gw", ...lines, ...length) + body;
};

const invoked =
  ({ outcome = (event) => ({ kind: "result", value: event }) }: Asking, events: unknown[]): InvokeFunction =>
  async (arn, event, timeout) => {
    if (arn !== functionArn) return allowing(arn, event, timeout);
    events.push(event);
    return typeof outcome === "function" ? outcome(event) : outcome;
  };
