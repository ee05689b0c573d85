import { newAuthority, serverCertificate } from "@gatehouse/certificate-authority/certificates.ts";
import { freePort } from "./user-pool.ts";

/** An HTTPS listener for a user pool under test, on an authority of its own. */
export interface TestTls {
  readonly url: string;
  /** The authority's certificate, PEM. */
  readonly authority: string;
  /** The server's, PEM. */
  readonly certificate: string;
  /** What the user pool is told. */
  readonly environment: NodeJS.ProcessEnv;
}

export const testTls = async (): Promise<TestTls> => {
  const now = new Date();
  const [authority, port] = await Promise.all([newAuthority(now), freePort()]);
  const names = ["localhost", "*.auth.localhost", "127.0.0.1", "::1"];
  const { key, certificate } = await serverCertificate(authority, { names, now });
  const url = `https://localhost:${port}`;
  return {
    url,
    authority: authority.certificate,
    certificate,
    environment: {
      USER_POOL_HTTPS_LISTEN: `127.0.0.1:${port}`,
      USER_POOL_HTTPS_PUBLIC_URL: url,
      USER_POOL_HTTPS_CERTIFICATE: certificate,
      USER_POOL_HTTPS_KEY: key,
    },
  };
};
