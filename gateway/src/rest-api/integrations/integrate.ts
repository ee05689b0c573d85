import type { Answer } from "../../answer.ts";
import type { Mapped } from "../mapping/mapped.ts";

/** An integration, made for one route at the start: takes the mapped exchange, answers, or throws a `GatewayRefusal`. */
export type Integrate = (exchange: Mapped, abort: AbortSignal) => Promise<Answer>;
