import type { Answer } from "../../answer.ts";
import type { Mapped } from "../mapping/mapped.ts";

/** The answer of a function, and of a service that is not proxied, names the trace (recorded by localstack on 2024-08-07). */
export const traceHeaders = ({ request }: Pick<Mapped, "request">, answer: Answer): Answer => ({
  ...answer,
  headers: [...answer.headers, ...request.headers.filter(([name]) => name === "X-Amzn-Trace-Id")],
});
