import { join } from "node:path";
import type { VpcLink } from "../settings.ts";

/** Where an integration's connections go. */
export interface Destination {
  /** Scheme, host and port: `http://trades:8080`. */
  readonly origin: string;
  /** A Unix socket that stands for the host, or null to connect over the network. */
  readonly socket: string | null;
  /** Behind the VPC link. */
  readonly isPrivate: boolean;
  /** Whether the certificate of an https:// origin goes unchecked. */
  readonly skipsVerification?: boolean;
  /** The name that the certificate of an https:// origin is for, where it is another one than the host's. */
  readonly serverName?: string;
}

/** A single label, so that no host can name a file outside the folder. */
const label = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/**
 * Resolves the origin of an integration's uri.
 * @param origin as written in the uri, stage variables replaced; nothing of a request may be in it.
 * @returns the destination, or what is wrong with the origin.
 */
export const destination = (
  origin: string,
  { type }: { readonly type: "INTERNET" | "VPC_LINK" },
  vpcLink: VpcLink,
): Destination | { readonly fault: string } => {
  const url = URL.canParse(origin) ? new URL(origin) : null;
  if (!url || url.username || url.password || url.pathname !== "/" || url.search || url.hash)
    return { fault: `expected http://host[:port] or https://host[:port] in front of the path, received ${origin}` };
  const resolved = { origin: url.origin, socket: null, isPrivate: type === "VPC_LINK" };
  if (type !== "VPC_LINK" || vpcLink.kind === "network") return resolved;
  if (url.protocol !== "http:" || !label.test(url.hostname))
    return {
      fault: `a private host is reached at ${vpcLink.folder}/{host}.sock: expected http:// and a plain name, received ${origin}`,
    };
  return { ...resolved, socket: join(vpcLink.folder, `${url.hostname}.sock`) };
};
