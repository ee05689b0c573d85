import { type Agent, request } from "undici";

export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly location: string;
  readonly setCookie: readonly string[];
  readonly text: string;
}

/** A browser that keeps cookies by name, as one origin with path `/` needs it. */
export const openBrowser = (agent: Agent, cookies = new Map<string, string>()) => {
  const send = async (
    method: "GET" | "POST" | "HEAD" | "PUT",
    path: string,
    headers: Record<string, string | string[]> = {},
  ) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const {
      statusCode,
      headers: received,
      body,
    } = await request(`http://session${path}`, {
      method,
      dispatcher: agent,
      headers: { ...(cookie ? { cookie } : {}), ...headers },
    });
    const setCookie = [received["set-cookie"] ?? []].flat();
    for (const line of setCookie) keep(cookies, line);
    return {
      status: statusCode,
      headers: received,
      location: String(received.location),
      setCookie,
      text: await body.text(),
    };
  };
  return { cookies, send };
};

const keep = (cookies: Map<string, string>, line: string) => {
  const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (/;\s*max-age=0(;|$)/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
};
