import type { Logger } from "@gatehouse/http/log.ts";
import type { Settings } from "../settings.ts";
import { noTracing, type Tracing } from "./tracing.ts";

type Given = Pick<Settings, "OTEL_EXPORTER_OTLP_ENDPOINT" | "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT" | "OTEL_SERVICE_NAME">;

/** OpenTelemetry is loaded only where there is a collector. */
export const tracingFrom = async (given: Given, log: Logger): Promise<Tracing> => {
  const url = tracesUrl(given);
  if (url === undefined) return noTracing;
  const { openTelemetry } = await import("./open-telemetry.ts");
  return openTelemetry({ url, serviceName: given.OTEL_SERVICE_NAME ?? "gatehouse-gateway", log });
};

const tracesUrl = ({ OTEL_EXPORTER_OTLP_ENDPOINT: all, OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: traces }: Given) =>
  traces ?? (all === undefined ? undefined : `${all}/v1/traces`);
