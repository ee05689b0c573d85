// There is no authentication here, and no check of rights: the gateway has done both before a request can arrive, and
// nothing else can reach this service. It says who asks in X-User-Id, of which a client's own copy never arrives.
import { InvalidInput } from "@gatehouse/http/problem.ts";
import { type Request, Router } from "express";
import { TradeNotFound } from "./failures.ts";
import type { Trades } from "./trades.ts";

/** The whole API. The paths are those of `config/api.yaml`, where each has its rights. */
export const routes = (trades: Trades): Router => {
  const router = Router({ caseSensitive: true, strict: true });

  router.get("/trades", async (_request, response) => {
    response.json({ trades: await trades.list() });
  });

  router.get("/trades/:tradeId", async (request, response) => {
    const trade = await trades.find(tradeIdIn(request));
    if (!trade) throw new TradeNotFound();
    response.json(trade);
  });

  router.post("/trades/:tradeId/settlement", async (request, response) => {
    response.json(await trades.settle(tradeIdIn(request), userOf(request)));
  });

  router.use(() => {
    throw new TradeNotFound("There is nothing at this path.");
  });
  return router;
};

/** An id that cannot be one names no trade. */
const tradeIdIn = (request: Request<{ tradeId: string }>) => {
  const { tradeId } = request.params;
  if (!/^[A-Za-z0-9-]{1,36}$/.test(tradeId)) throw new TradeNotFound();
  return tradeId;
};

/** Who asks. Without the header the request did not come through the gateway. */
const userOf = (request: Request<{ tradeId: string }>) => {
  const user = request.get("x-user-id");
  if (!user) throw new InvalidInput([{ field: "X-User-Id", reason: "expected the user's name, set by the gateway" }]);
  return user;
};
