import { BlockList, isIP, SocketAddress } from "node:net";
import type { Truth } from "./truth.ts";

/**
 * Whether an IPv4 or IPv6 address lies in a CIDR range; one address where there is no `/`. No IPv4 address lies in an
 * IPv6 range: `::/0` is not everybody. `::ffff:192.0.2.1` is IPv4, in whichever way it is written.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_IPAddress
 */
export const isInRange = (address: string, range: string): Truth => {
  const [network = "", prefix, ...rest] = range.split("/");
  const [actual, base] = [read(address), read(network)];
  if (!actual || !base || rest.length > 0 || !/^\d{1,3}$/.test(prefix ?? "0")) return "unknown";
  const bits = prefix === undefined ? base.width : Number(prefix) - base.mapped;
  if (bits < 0 || bits > base.width) return "unknown";
  if (actual.family !== base.family) return false;
  const block = new BlockList();
  block.addSubnet(base.address, bits, base.family);
  return block.check(actual.address, actual.family);
};

/** An address in its only form; undefined for what is none, and for one that names an interface (`fe80::1%eth0`). */
const read = (text: string) => {
  const version = text.includes("%") ? 0 : isIP(text);
  if (version === 0) return undefined;
  const { address } = new SocketAddress({ address: text, family: version === 6 ? "ipv6" : "ipv4" });
  if (version === 4) return { family: "ipv4", address, width: 32, mapped: 0 } as const;
  const [, inside] = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address) ?? [];
  return inside
    ? ({ family: "ipv4", address: inside, width: 32, mapped: 96 } as const)
    : ({ family: "ipv6", address, width: 128, mapped: 0 } as const);
};
