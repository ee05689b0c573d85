/** As much of a browser as a sign-in needs: it keeps cookies, and stops at each redirect to be looked at. */
export interface Browser {
  readonly cookies: Map<string, string>;
  get(url: string): Promise<Response>;
  post(url: string, form: Readonly<Record<string, string>>): Promise<Response>;
}

export const newBrowser = (): Browser => {
  const cookies = new Map<string, string>();
  const send = async (url: string, init: RequestInit) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { ...init, redirect: "manual", headers: cookie ? { cookie } : {} });
    for (const line of response.headers.getSetCookie()) keep(cookies, line);
    return response;
  };
  return {
    cookies,
    get: (url) => send(url, {}),
    post: (url, form) => send(url, { method: "POST", body: new URLSearchParams(form) }),
  };
};

const keep = (cookies: Map<string, string>, line: string) => {
  const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  const expires = /; Expires=([^;]+)/i.exec(line)?.[1];
  if (expires && new Date(expires).getTime() < Date.now()) cookies.delete(name);
  else cookies.set(name, value);
};

export const locationOf = (response: Response) => response.headers.get("location") ?? "";
