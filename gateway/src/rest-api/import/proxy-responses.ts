import { allowOnly, type Field, fault, members } from "../../openapi/field.ts";

/** A proxy hands on what its backend answers; importers and exports still write a `default`. */
export const requireDefaultAlone = (responses: Field, of: "backend" | "function"): void => {
  for (const [status, response] of members(responses)) {
    if (status !== "default")
      fault(response, `a proxy integration hands the ${of}'s answer on: only default can stand here`);
    allowOnly(response, ["statusCode"]);
  }
};
