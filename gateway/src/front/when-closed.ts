import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "@gatehouse/http/log.ts";
import type { Ended, Facts } from "../facts/facts.ts";
import { receivedBytes } from "../forwarder/limited-body.ts";

/** Is told of a request once its answer has left. */
export type Listener = (ended: Ended) => void;

interface Answered {
  readonly message: IncomingMessage;
  readonly response: ServerResponse;
  readonly facts: Facts;
}

/** Calls the listener once the answer has left, or will never leave. To be called when the request arrives: its time runs from here. */
export const whenClosed = ({ message, response, facts }: Answered, listener: Listener): void => {
  const started = performance.now();
  response.once("close", () => {
    const status = response.headersSent ? response.statusCode : null;
    const latency = performance.now() - started;
    listener({ facts, status, latency, requestLength: receivedBytes(message) });
  });
};

/** Whatever a listener does, the others are told as well, and the process goes on. */
export const tell = (listeners: readonly Listener[], ended: Ended, log: Logger): void => {
  for (const listener of listeners)
    try {
      listener(ended);
    } catch (err) {
      log.error({ err }, "what became of a request could not be noted");
    }
};
