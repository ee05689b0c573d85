// A process that records decisions until it is killed: one that it waits for, then as many as it is told, at once.
import { connect } from "@gatehouse/db/connect.ts";
import { logger } from "@gatehouse/http/log.ts";
import type { Decision } from "../decision.ts";
import { decisionQueue } from "../decision-queue.ts";
import { decisionsInPostgres } from "../decisions-in-postgres.ts";

const [url = "", instance = "", count = ""] = process.argv.slice(2);
const decision = {
  requestId: "r",
  methodArn: "arn",
  method: "GET",
  path: "/",
  grants: [],
  effect: "Deny",
  decidedBy: { decision: "implicitDeny" },
  cached: false,
} as unknown as Decision;

const append = decisionsInPostgres(connect(url, { poolSize: 1 }), instance);
const queue = decisionQueue(async (batch) => {
  await append(batch);
  if (batch.decisions.length === 0) return;
  for (let made = 0; made < Number(count); made++) queue.record(decision);
  process.kill(process.pid, "SIGKILL");
}, logger("recorder"));
queue.record(decision);
setInterval(() => {}, 1_000);
