import { NotEmulated } from "../../../kernel/aws-error.ts";
import type { Scope } from "../asl/scope.ts";
import { buildTask, startBuildTask } from "./codebuild.ts";
import { functionTask, invokeTask } from "./lambda.ts";
import type { TaskKind } from "./task.ts";

const KINDS: readonly TaskKind[] = [functionTask, invokeTask, buildTask, startBuildTask];

/** How a resource is made to work. Errors: NotEmulated. */
export function kindOf(resource: string): TaskKind {
  const kind = KINDS.find(({ matches }) => matches(resource));
  if (!kind) throw new NotEmulated(`the task resource ${resource}`);
  return kind;
}

/** Refuses a machine with a task that could never run. Errors: NotEmulated. */
export function checkResources({ States }: Scope): void {
  for (const state of Object.values(States)) {
    if (state.Type === "Task") kindOf(state.Resource);
    if (state.Type === "Parallel") for (const branch of state.Branches) checkResources(branch);
    const inner = state.Type === "Map" && (state.ItemProcessor ?? state.Iterator);
    if (inner) checkResources(inner);
  }
}
