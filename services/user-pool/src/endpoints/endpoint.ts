import type { Request, Response } from "express";
import type { World } from "../world.ts";

/** One path on the wire. The table in routes.ts binds it. */
export interface Endpoint {
  readonly method: "get" | "post";
  readonly path: string;
  readonly answer: (request: Request, response: Response, world: World) => Promise<void> | void;
}
