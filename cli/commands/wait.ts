import { event, lease } from "../../functions/api/answers.ts";
import { everyItem } from "../api/pages.ts";
import { inWords, milliseconds } from "../duration.ts";
import { CommandFailure, EXIT, misused } from "../failure.ts";
import { type Commands, leaseIdOf, type Session, sessionOf } from "../session.ts";
import { progressLine } from "../terminal/progress-line.ts";
import { type Lease, leaseText } from "./lease-view.ts";
import { stepAt } from "./progress.ts";

interface WaitFlags {
  /** What to wait for: `active` when absent. */
  readonly for?: string;
  readonly timeout?: string;
}

const GOALS = ["active", "ended"] as const;
type Goal = (typeof GOALS)[number];

/** States from which a lease never becomes what is waited for. */
const LOST: Readonly<Record<Goal, readonly string[]>> = {
  active: ["ending", "ended", "denied", "cancelled", "failed"],
  ended: [],
};
const OVER = ["ended", "denied", "cancelled", "failed"];

const isReached = ({ status }: Lease, goal: Goal) =>
  goal === "active" ? status === "active" : OVER.includes(status);

/** `mayfly wait` */
export const waitCommand: Commands = (program, world) => {
  program
    .command("wait <lease>")
    .description("wait until an account is there; Ctrl-C leaves the lease alone")
    .option("--for <state>", "active or ended", "active")
    .option("-t, --timeout <time>", "how long at most, such as 30m; without end when absent")
    .action(async (id: string, flags: WaitFlags, ...rest: unknown[]) => {
      const session = sessionOf(world, rest);
      const found = await waitFor(session, leaseIdOf(id), flags);
      if (session.isJson) session.screen.json(found);
      else session.screen.say(leaseText(found, session.screen, world.now()));
    });
};

const goalOf = (text: string): Goal => {
  const goal = GOALS.find((each) => each === text);
  if (goal === undefined) throw misused(`--for must be active or ended, not "${text}".`);
  return goal;
};

/** Waits and tells what is under way. Throws CommandFailure when the lease takes another way, or time is up. */
export async function waitFor(session: Session, id: string, flags: WaitFlags): Promise<Lease> {
  const { world } = session;
  const goal = goalOf(flags.for ?? "active");
  const patience =
    flags.timeout === undefined
      ? Number.POSITIVE_INFINITY
      : milliseconds("--timeout", flags.timeout);
  const start = world.now();
  const line = progressLine(world, session.screen);
  const interruption = new AbortController();
  const release = world.onInterrupt(() => interruption.abort(interrupted(id)));
  try {
    for (;;) {
      const found = await session.call(`GET /v1/leases/${id}`, lease);
      if (isReached(found, goal)) return found;
      if (LOST[goal].includes(found.status)) throw lost(found, goal);
      line.show(await progressOf(session, found));
      const until = Math.min(world.now() + pauseAfter(world.now() - start), start + patience);
      for (; world.now() < until; line.tick()) {
        interruption.signal.throwIfAborted();
        await world.sleep(TICK);
      }
      if (world.now() >= start + patience) throw late(found, world.now() - start);
    }
  } finally {
    release();
    line.clear();
  }
}

const TICK = 100;

/** How long to leave the API alone: changes come within seconds at first, and in minutes later. */
const pauseAfter = (waited: number) => (waited < 60_000 ? 2_000 : 5_000);

async function progressOf({ call }: Session, found: Lease) {
  const events = await everyItem(call, `GET /v1/leases/${found.id}/events`, { item: event });
  const at = stepAt(events);
  // While it is not held up, the step that is under way tells more than its place.
  const queue = at === undefined || at.step.isHeldUp === true ? found.queue : undefined;
  return {
    what: queue?.message ?? at?.step.what ?? `The lease is ${found.status}`,
    usually: queue === undefined ? at?.step.usually : undefined,
    since: at === undefined ? undefined : Date.parse(at.since),
  };
}

const lost = ({ id, status, cause, reason }: Lease, goal: Goal) =>
  new CommandFailure(
    EXIT.otherEnd,
    `Lease ${id} will not become ${goal}: it is ${status}${why(cause?.message ?? reason)}.`,
    `See what happened with: mayfly show ${id} --events`,
  );

const why = (text: string | undefined) =>
  text === undefined ? "" : ` (${text.replace(/\.$/, "")})`;

const interrupted = (id: string) =>
  new CommandFailure(
    EXIT.interrupted,
    "No longer waiting. The lease goes on as before.",
    `Wait again with: mayfly wait ${id}\nEnd it with:     mayfly end ${id}`,
  );

const late = ({ id, status }: Lease, waited: number) =>
  new CommandFailure(
    EXIT.timedOut,
    `Lease ${id} is still ${status} after ${inWords(waited)}. It goes on.`,
    `Wait again with: mayfly wait ${id}`,
  );
