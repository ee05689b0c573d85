import { randomUUID } from "node:crypto";
import { withAttribute } from "../markup.ts";

/** Another response around the same assertion. */
export const rewrapped = (samlResponse = ""): string => {
  const xml = Buffer.from(samlResponse, "base64").toString();
  return Buffer.from(withAttribute(xml, "samlp:Response", { ID: `_${randomUUID()}` })).toString("base64");
};
