import type { Request, Response } from "express";
import type { World } from "../world.ts";

/** Answers with what `describe` makes of the pool in the path; 404 for one that is not there. */
export const forPool =
  (describe: (poolId: string, world: World, request: Request) => Promise<object>) =>
  async (request: Request, response: Response, world: World) => {
    const poolId = String(request.params.poolId);
    const pool = /^[\w-]{1,55}$/.test(poolId) ? await world.records.findPool(poolId) : undefined;
    if (!pool) return void response.status(404).json({ message: `User pool ${poolId} does not exist.` });
    response.set("Access-Control-Allow-Origin", "*").json(await describe(poolId, world, request));
  };
