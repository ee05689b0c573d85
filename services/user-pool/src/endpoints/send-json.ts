import type { Response } from "express";

/** JSON with the very Content-Type that Cognito's OAuth endpoints send; express would write it in its own way. */
export const sendJson = (response: Response, status: number, body: object) => {
  response.status(status).setHeader("Content-Type", "application/json;charset=UTF-8");
  response.end(JSON.stringify(body));
};
