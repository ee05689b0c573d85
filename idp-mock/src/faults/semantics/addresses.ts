// Addresses that look like the one of the service provider, and are others.

export const atAnotherHost = (address: string): string => {
  const { protocol, pathname } = new URL(address);
  return `${protocol}//evil.example${pathname}`;
};

export const onAnotherPort = (address: string): string => {
  const url = new URL(address);
  url.port = url.port === "8443" ? "9443" : "8443";
  return url.toString();
};

export const withQuery = (address: string): string => `${address}${address.includes("?") ? "&" : "?"}a=b`;

export const withSlash = (address: string): string => `${address}/`;

/** Scheme and host, which a browser compares without regard to case. */
export const inUpperCase = (address: string): string =>
  address.replace(/^[^/]+\/\/[^/]+/, (schemeAndHost) => schemeAndHost.toUpperCase());
