import type { Scene } from "../answers/plan.ts";

/** What is sent in place of what should be. */
export interface Reply {
  /** Default: 200. */
  readonly status?: number;
  /** Beside, or in place of, those that the endpoint sends anyway. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Undefined: the connection is cut and nothing is sent. */
  readonly body: string | Buffer | undefined;
  /** How long it takes to begin, in milliseconds; default: no time. */
  readonly delay?: number;
}

/** A way in which an endpoint of an identity provider, and not a sign-in, goes wrong. */
export interface EndpointFault<Given> {
  /** In kebab-case; also the file's name. */
  readonly name: string;
  /** What is wrong, in one sentence. */
  readonly description: string;
  /** The published attack, standard or recommendation that it comes from. */
  readonly source: string;
  /** What a correct service provider does about it, in one sentence. */
  readonly required: string;
  /** The stable code with which a service provider refuses a sign-in that this endpoint is all it has to go by. */
  readonly code?: string;
  respond(given: Given, scene: EndpointScene): Reply | Promise<Reply>;
}

export type EndpointScene = Pick<Scene, "now" | "keys" | "other">;
