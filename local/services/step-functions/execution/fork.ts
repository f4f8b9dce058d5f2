import type { Json } from "../../json-path/json.ts";
import type { Branch } from "../asl/visit.ts";
import { scopeAt } from "./behaviours.ts";
import type { Inside, Thread } from "./thread.ts";
import type { Turn } from "./turn.ts";

/** The states of Map tell of each iteration, those of Parallel do not tell of branches. */
const iteration = (thread: Thread, parent: Thread) => {
  const name = "state" in parent.position ? parent.position.state : "";
  return { name, index: thread.item?.index ?? 0 };
};

function start(turn: Turn, thread: Thread, parent: Thread): void {
  const { position } = thread;
  if (position.kind !== "queued") return;
  const started = turn.put({ ...thread, position: { ...position, kind: "ready" } });
  if (!thread.item) return;
  turn.note(started, "MapIterationStarted", {
    mapIterationStartedEventDetails: iteration(thread, parent),
  });
}

/** Opens the branches of a state; `concurrency` of them begin at once. */
export function openFork(
  turn: Turn,
  parent: Thread,
  {
    inside,
    branches,
    concurrency,
  }: {
    readonly inside: Inside;
    readonly branches: readonly Branch[];
    readonly concurrency: number;
  },
): void {
  const forked = turn.put({ ...parent, position: { ...inside, kind: "fork" } });
  const opened = branches.map(({ input, scope, item }, index) => {
    const path = [...parent.scope, "States", inside.state, ...scope];
    const state = scopeAt(turn.facts.machine, path).StartAt;
    return turn.put({
      id: `${parent.id}.${index}`,
      parent: parent.id,
      scope: path,
      ...(item && { item }),
      position: { kind: "queued", state, input },
      lastEvent: forked.lastEvent,
    });
  });
  for (const branch of opened.slice(0, concurrency)) start(turn, branch, forked);
}

/** The outputs of all branches, when this was the last one; otherwise another one may begin. */
export function closeBranch(
  turn: Turn,
  branch: Thread,
  output: Json,
): { readonly parent: Thread; readonly outputs: readonly Json[] } | undefined {
  const parent = turn.thread(branch.parent ?? "");
  if (!parent) return undefined;
  const closed = branch.item
    ? turn.note(branch, "MapIterationSucceeded", {
        mapIterationSucceededEventDetails: iteration(branch, parent),
      })
    : branch;
  turn.put({ ...closed, position: { kind: "done", output } });
  const siblings = turn.childrenOf(parent);
  const queued = siblings.find(({ position }) => position.kind === "queued");
  if (queued) start(turn, queued, parent);
  const outputs = siblings.flatMap(({ position }) =>
    position.kind === "done" ? [position.output] : [],
  );
  if (outputs.length < siblings.length) return undefined;
  for (const sibling of siblings) turn.drop(sibling);
  // The history goes on after the last event of the branch that ended last.
  return { parent: turn.put({ ...parent, lastEvent: closed.lastEvent }), outputs };
}

/** Ends all branches because one of them failed: the parent, to which the failure goes. */
export function breakFork(turn: Turn, failed: Thread): Thread | undefined {
  const parent = turn.thread(failed.parent ?? "");
  if (!parent) return undefined;
  const last = failed.item
    ? turn.note(failed, "MapIterationFailed", {
        mapIterationFailedEventDetails: iteration(failed, parent),
      })
    : failed;
  for (const sibling of turn.childrenOf(parent)) turn.drop(sibling);
  return turn.put({ ...parent, lastEvent: last.lastEvent });
}
