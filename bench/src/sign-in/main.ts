// `npm run bench:sign-in`: how long a whole sign-in takes, from /oauth2/authorize to the tokens, through the control API.
import { runOnce } from "@gatehouse/http/main.ts";
import { compare } from "./compare.ts";
import { report } from "./report.ts";
import { withPeer } from "./with-peer.ts";
import { withStack } from "./with-stack.ts";

await runOnce("bench:sign-in", () =>
  withStack((outputs) =>
    withPeer(async (peer) => {
      const outcome = await compare({ outputs, peer });
      process.stdout.write(report(outcome));
      if (!outcome.within) process.exitCode = 1;
    }),
  ),
);
