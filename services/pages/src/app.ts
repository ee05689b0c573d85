import { fileURLToPath } from "node:url";
import { httpServer } from "@gatehouse/http/http-server.ts";
import { listen, type Running } from "@gatehouse/http/listen.ts";
import type { Logger } from "@gatehouse/http/log.ts";
import { shell, unexpected } from "@gatehouse/http/shell.ts";
import { securityHeaders } from "./headers.ts";
import { pages } from "./pages.ts";
import type { Settings } from "./settings.ts";

const folder = fileURLToPath(new URL("../public", import.meta.url));

/** Starts the server of the pages under `/app/`. @throws when it cannot listen. */
export const start = (settings: Settings, { log }: { log: Logger }): Promise<Running> => {
  // Nothing that it needs can go away while it runs.
  const app = shell({ log, ready: async () => {} });
  app.use(securityHeaders, pages(folder));
  app.use(unexpected(log, (status, response) => void response.status(status).type("text").send(`${status}\n`)));
  return listen(httpServer(app), settings.PAGES_LISTEN);
};
