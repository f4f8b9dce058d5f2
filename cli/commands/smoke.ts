import { credentials, event, lease } from "../../functions/api/answers.ts";
import { everyItem } from "../api/pages.ts";
import { inWords, milliseconds } from "../duration.ts";
import { CommandFailure, EXIT } from "../failure.ts";
import { type Commands, type Session, sessionOf } from "../session.ts";
import { waitFor } from "./wait.ts";

/** What becomes of an account after its lease, by the event that says so: whether that is a good end. */
const ENDS: Readonly<Record<string, boolean>> = {
  AccountClosed: true,
  AccountReturned: true,
  AccountNeedsAttention: false,
};

interface SmokeFlags {
  readonly template: string;
  readonly timeout: string;
}

/** `mayfly smoke`: the whole life of one account, for real. */
export const smokeCommand: Commands = (program, world) => {
  program
    .command("smoke")
    .description(
      "vend one account, get in, and let it be closed: the whole life, for real (takes a slot)",
    )
    .option("--template <name>", "the lease template", "sandbox")
    .option("-t, --timeout <time>", "how long each wait may take", "3h")
    .action(async (flags: SmokeFlags, ...rest: unknown[]) => {
      const session = sessionOf(world, rest);
      const steps: Step[] = [];
      const step = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
        const start = world.now();
        const done = await work();
        steps.push({ what, seconds: Math.round((world.now() - start) / 1_000) });
        if (!session.isJson)
          session.screen.say(
            `${session.screen.styled("green", "✓")} ${what} · ${inWords(world.now() - start)}`,
          );
        return done;
      };
      await life(session, flags, step);
      if (session.isJson) session.screen.json(steps);
    });
};

interface Step {
  readonly what: string;
  readonly seconds: number;
}

type Run = <T>(what: string, work: () => Promise<T>) => Promise<T>;

async function life(session: Session, { template, timeout }: SmokeFlags, step: Run): Promise<void> {
  const { call } = session;
  const { id } = await step("an account is asked for", () =>
    call("POST /v1/leases", lease, { body: { template, purpose: "Smoke test of the deployment" } }),
  );
  session.screen.note(`Lease ${id}. If this is interrupted: mayfly end ${id}`);
  await step("it is there", () => waitFor(session, id, { timeout }));
  await step("its owner gets credentials", () =>
    call(`POST /v1/leases/${id}/credentials`, credentials, { body: {} }),
  );
  await step("the lease is ended", () => call(`DELETE /v1/leases/${id}`, lease));
  await step("nobody gets in any more", () => waitFor(session, id, { for: "ended", timeout }));
  await step("the account is empty, and closed or back in the pool", () =>
    untilOver(session, id, milliseconds("--timeout", timeout)),
  );
}

const PAUSE = 10_000;

async function untilOver({ call, world }: Session, id: string, patience: number): Promise<void> {
  for (const start = world.now(); world.now() - start < patience; await world.sleep(PAUSE)) {
    const events = await everyItem(call, `GET /v1/leases/${id}/events`, { item: event });
    const end = events.findLast(({ type }) => type in ENDS);
    if (end === undefined) continue;
    if (ENDS[end.type]) return;
    throw new CommandFailure(
      EXIT.otherEnd,
      `The account of lease ${id} needs a person: ${end.why ?? "see its events"}`,
      "mayfly attention",
    );
  }
  throw new CommandFailure(
    EXIT.timedOut,
    `The account of lease ${id} is neither closed nor back in the pool after ${inWords(patience)}.`,
    `It goes on by itself: mayfly show ${id} --events`,
  );
}
