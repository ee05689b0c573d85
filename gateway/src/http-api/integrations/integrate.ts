import type { Answer } from "../../answer.ts";
import type { Calls } from "../../facts/facts.ts";
import type { Mapped } from "../mapping/mapped.ts";

/**
 * An integration, made for one route at the start: takes the mapped exchange, answers, or throws a `Refusal`. What it
 * had to wait for it notes in `calls`.
 */
export type Integrate = (mapped: Mapped, abort: AbortSignal, calls: Calls) => Promise<Answer>;
