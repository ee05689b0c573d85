import { type Headers, headerValues } from "../request/headers.ts";
/** Where a request stands in a distributed trace (https://www.w3.org/TR/trace-context/). */
export interface TraceContext {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** 16 hexadecimal digits: of who sent the request. */
  readonly spanId: string;
  /** Bit 0: somebody records the trace. */
  readonly traceFlags: number;
}

/** Version ff is forbidden, and later versions than 00 may have more at their end; ids of zeros are none. */
const pattern =
  /^(?!ff)(?<version>[0-9a-f]{2})-(?!0{32})(?<traceId>[0-9a-f]{32})-(?!0{16})(?<spanId>[0-9a-f]{16})-(?<flags>[0-9a-f]{2})(?<more>-.*)?$/;

/** The trace that a client began; null where its `traceparent` is none, or there are several. */
export const traceContextIn = (headers: Headers): TraceContext | null => {
  const [given, ...others] = headerValues(headers, "traceparent");
  const { version, traceId, spanId, flags, more } = pattern.exec(given ?? "")?.groups ?? {};
  if (traceId === undefined || spanId === undefined || others.length > 0) return null;
  if (version === "00" && more !== undefined) return null;
  return { traceId, spanId, traceFlags: Number.parseInt(flags ?? "", 16) & 1 };
};

/** What vendors noted about a trace. */
export const traceStateIn = (headers: Headers): string => headerValues(headers, "tracestate").join(",");

/**
 * The headers with the gateway's own span as the parent of what follows. `tracestate` is of the trace that it came with
 * and ends with it.
 */
export const withTraceContext = (headers: Headers, own: TraceContext): Headers => {
  const continues = traceContextIn(headers)?.traceId === own.traceId;
  const others = headers.filter(([name]) => {
    const lower = name.toLowerCase();
    return lower !== "traceparent" && (continues || lower !== "tracestate");
  });
  return [...others, ["traceparent", written(own)]];
};

const written = ({ traceId, spanId, traceFlags }: TraceContext) =>
  `00-${traceId}-${spanId}-${traceFlags.toString(16).padStart(2, "0")}`;
