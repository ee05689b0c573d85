import { setTimeout as sleep } from "node:timers/promises";
import type { Response } from "express";
import type { Reply } from "../faults/endpoint-fault.ts";

/** Sends what a fault has made, when its time has come. */
export const reply = async ({ status = 200, headers = {}, body, delay = 0 }: Reply, response: Response) => {
  await sleep(delay);
  if (body === undefined) return void response.destroy();
  response.status(status).set(headers).send(body);
};
