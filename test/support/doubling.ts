import type { InvokeCommandInput } from "@aws-sdk/client-lambda";
import { STEPS } from "../../statemachines/definition.ts";
import { asRoot } from "./as-root.ts";
import type { TestCloud } from "./cloud.ts";

/** Calls a function as an administrator might, with input of their own; what it answers does not matter. */
export async function invoke(cloud: TestCloud, name: string, input: object): Promise<void> {
  const asked: InvokeCommandInput = {
    FunctionName: `mayfly-${name}`,
    Payload: Buffer.from(JSON.stringify(input)),
  };
  await cloud.world.clock.held(`a call of ${name}`, () =>
    asRoot(cloud, { service: "lambda", operation: "Invoke", input: asked }),
  );
}

/** Which function a state calls: its name in kebab case. */
const stepOf = (state: string) => state.toLowerCase().replaceAll(" ", "-");

/** What an execution of this name was started with. */
function inputOf(execution: string): object {
  const [, leaseId] = /^vend-(l-\w+)$/.exec(execution) ?? [];
  if (leaseId !== undefined) return { leaseId };
  const [, accountKey, lease, attempt] = /^teardown-(\w+)-(l-\w+)-(\d+)$/.exec(execution) ?? [];
  return { accountKey, leaseId: lease, attempt: Number(attempt) };
}

const ALL_STEPS: readonly string[] = Object.values(STEPS).flatMap((each) => Object.values(each));

/**
 * Runs each step of both machines a second time with the same input, whenever its state is entered (both run
 * at the same time) or exited (one runs after the other). Answers the steps that it has run, until it is
 * stopped.
 */
export function doubleSteps(cloud: TestCloud, when: "entered" | "exited") {
  const doubled = new Set<string>();
  const stop = cloud.world.trace.watch((happening) => {
    if (happening.kind !== "state" || happening.event !== when) return;
    const step = stepOf(happening.state);
    if (!ALL_STEPS.includes(step)) return;
    doubled.add(step);
    void invoke(cloud, step, inputOf(happening.execution));
  });
  return { doubled, stop };
}
