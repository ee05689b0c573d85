import type { Request, Response } from "express";
import type { Support } from "../operations/operation.ts";
import type { World } from "../world.ts";

/** One path on the wire. The table in routes.ts binds it. */
export interface Endpoint extends Support {
  readonly method: "get" | "post";
  readonly path: string;
  /** The page that describes what it does. */
  readonly source: string;
  readonly answer: (request: Request, response: Response, world: World) => Promise<void> | void;
}

/** One path of Gatehouse's own, which Cognito does not have. The table in administration.ts binds it. */
export type AdministrationEndpoint = Pick<Endpoint, "method" | "path" | "answer">;
