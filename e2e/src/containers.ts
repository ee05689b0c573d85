import { compose, docker } from "./compose-command.ts";

/** A container of the project under test. */
export interface Container {
  readonly service: string;
  /** Its address on each of its networks. */
  readonly addresses: readonly string[];
}

interface Inspected {
  readonly Config: { readonly Labels: Readonly<Record<string, string>> };
  readonly NetworkSettings: { readonly Networks: Readonly<Record<string, { readonly IPAddress: string }>> };
}

/** The containers that run. */
export const containers = (): readonly Container[] => {
  const ids = compose("ps", "--quiet").trim().split("\n");
  return (JSON.parse(docker("inspect", ...ids)) as Inspected[]).map(({ Config, NetworkSettings }) => ({
    service: Config.Labels["com.docker.compose.service"] ?? "",
    addresses: Object.values(NetworkSettings.Networks).flatMap(({ IPAddress }) => (IPAddress ? [IPAddress] : [])),
  }));
};
