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

/** The kinds of all tasks of a machine. Errors: NotEmulated for a task that could never run. */
function kindsIn({ States }: Scope): readonly TaskKind[] {
  return Object.values(States).flatMap((state) => {
    if (state.Type === "Task") return [kindOf(state.Resource)];
    if (state.Type === "Parallel") return state.Branches.flatMap(kindsIn);
    const inner = state.Type === "Map" && (state.ItemProcessor ?? state.Iterator);
    return inner ? kindsIn(inner) : [];
  });
}

/** Refuses a machine with a task that could never run. Errors: NotEmulated. */
export function checkResources(scope: Scope): void {
  kindsIn(scope);
}

/** Names of the rules by which Step Functions hears of the jobs that a machine waits for. */
export const managedRulesOf = (scope: Scope): readonly string[] => [
  ...new Set(kindsIn(scope).flatMap(({ managedRule }) => managedRule ?? [])),
];
