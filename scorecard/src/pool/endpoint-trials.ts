// What the pool does while the metadata or the sign-on service of an identity provider go wrong.
import type { MetadataFault } from "@gatehouse/idp-mock/faults/metadata/metadata-fault.ts";
import { metadataFaults } from "@gatehouse/idp-mock/faults/metadata/metadata-faults.ts";
import type { SignOnFault } from "@gatehouse/idp-mock/faults/sign-on/sign-on-fault.ts";
import { signOnFaults } from "@gatehouse/idp-mock/faults/sign-on/sign-on-faults.ts";
import { idpMock as client } from "@gatehouse/idp-mock-client/idp-mock.ts";
import type { Reply } from "../service-provider.ts";
import type { EndpointVerdict } from "../trials/endpoint-verdict.ts";
import { beginSignIn, NotSentAway, type SignIn } from "../trials/sign-in.ts";
import { outcomeOf } from "../trials/trial.ts";
import { registered } from "./by-aws-sdk.ts";
import { awaited, customerFor, publishing, readersOf } from "./directory.ts";
import { expectedOfMetadata, expectedOfSignOn, findingsOf, letIn } from "./endpoint-expectations.ts";
import { beginningAt, poolAsServiceProvider } from "./pool-as-service-provider.ts";
import type { RunningPool } from "./running-pool.ts";

/** One after the other, since it is the same identity provider that goes wrong. */
export const endpointVerdicts = async (pool: RunningPool): Promise<readonly EndpointVerdict[]> => {
  const verdicts: EndpointVerdict[] = [];
  for (const fault of metadataFaults) verdicts.push(await metadataTried(fault, pool));
  for (const fault of signOnFaults) verdicts.push(await signOnTried(fault, pool));
  return verdicts;
};

const metadataTried = async (fault: MetadataFault, pool: RunningPool): Promise<EndpointVerdict> => {
  const { known, fresh, late } = readersOf(fault);
  const before = await signedIn(known, pool);
  const waiting = await begun(known, pool);
  const found = await whileWrong(fault.name, pool, async () => ({
    "read before": before,
    registration: await registered(pool, { idp: publishing, provider: late }),
    "first sign-in": await signedIn(fresh, pool),
    "read anew": await ended(waiting, pool, ["attackers-key"]),
    afterwards: await ended(waiting, pool),
  }));
  return { family: "metadata", fault, findings: findingsOf(expectedOfMetadata(fault), found) };
};

const signOnTried = async (fault: SignOnFault, pool: RunningPool): Promise<EndpointVerdict> => {
  const { waiting, other } = await whileWrong(fault.name, pool, async () => ({
    waiting: await begun(awaited, pool),
    other: await ended(
      await beginSignIn(poolAsServiceProvider(pool), beginningAt(pool.url, customerFor(undefined))),
      pool,
    ),
  }));
  const found = { "others meanwhile": other, afterwards: await ended(waiting, pool) };
  return { family: "sign-on", fault, findings: findingsOf(expectedOfSignOn, found) };
};

const whileWrong = async <Value>(fault: string, { idpMock }: RunningPool, work: () => Promise<Value>) => {
  const { misbehave } = client(idpMock);
  await misbehave({ idp: publishing, faults: [fault] });
  try {
    return await work();
  } finally {
    await misbehave({ idp: publishing, faults: [] });
  }
};

const begun = (provider: string, pool: RunningPool) =>
  beginSignIn(poolAsServiceProvider(pool), beginningAt(pool.url, { idp: publishing, provider }));

/** How a whole sign-in by this provider of the pool ends, which may be before it has left the pool. */
const signedIn = async (provider: string, pool: RunningPool): Promise<string> => {
  try {
    return await ended(await begun(provider, pool), pool);
  } catch (error) {
    if (error instanceof NotSentAway) return await wordFor(error.reply, pool);
    throw error;
  }
};

const ended = async (signIn: SignIn, pool: RunningPool, faults: readonly string[] = []) =>
  wordFor((await signIn.deliver(await signIn.answers(faults))).reply, pool);

const wordFor = async (reply: Reply, pool: RunningPool) => {
  const outcome = await outcomeOf(reply, poolAsServiceProvider(pool));
  return outcome.letIn ? letIn : (outcome.reason ?? `status ${reply.status}`);
};
