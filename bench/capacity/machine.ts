import { readFileSync } from "node:fs";
import type { RoleSession } from "../../local/kernel/principal.ts";
import type { Call, Dispatch, Operation, World } from "../../local/kernel/service.ts";
import { stepFunctionsService } from "../../local/services/step-functions/service.ts";
import { VENDING } from "./organization.ts";

const REGION = "eu-west-1";
const ROLE = `arn:aws:iam::${VENDING}:role/machine`;

/** What stands for a function of a machine: the work of a step. */
export type Work = (input: never) => Promise<unknown>;

/** Step Functions with one of the product's machines, whose functions run in this process. */
export async function aMachine(
  world: World,
  name: "vend" | "teardown",
  steps: Readonly<Record<string, Work>>,
) {
  const service = stepFunctionsService(world, {
    identity: { assumeAsService: (_, __, session) => ({ ...NOBODY, principal: as(session) }) },
    authorize: () => undefined,
    dispatch: dispatchTo(steps),
    onBuildEnded: () => () => undefined,
    emit: () => undefined,
  });
  const run = async (operation: string, input: object) => {
    const found = service.operations[operation] as Operation<object, Record<string, unknown>>;
    return await found.run(input, callOf(world));
  };
  const made = await run("CreateStateMachine", {
    ...{ name, definition: definitionOf(name), roleArn: ROLE },
  });
  return {
    start: async (execution: string, input: object): Promise<void> => {
      const stateMachineArn = String(made["stateMachineArn"]);
      await run("StartExecution", {
        ...{ stateMachineArn, name: execution, input: JSON.stringify(input) },
      });
    },
  };
}

const NOBODY = { credentials: { accessKeyId: "", secretAccessKey: "" } };

const as = (session: string): RoleSession => ({
  ...{ kind: "role", account: VENDING, roleArn: ROLE, roleName: "machine" },
  arn: `arn:aws:sts::${VENDING}:assumed-role/machine/${session}`,
  userId: `AROA:${session}`,
  session: { issuedAt: 0, expiresAt: 0 },
});

const functionArn = (name: string) => `arn:aws:lambda:${REGION}:${VENDING}:function:${name}`;

function definitionOf(name: string): string {
  const file = new URL(`../../statemachines/${name}.asl.json`, import.meta.url);
  return readFileSync(file, "utf8").replaceAll(/\$\{(\w+)\}/gu, (_, placeholder: string) =>
    placeholder === "NukeProject" ? "nuke" : functionArn(placeholder),
  );
}

/** Steps that have none here have nothing to do with capacity, and take no time. */
const dispatchTo =
  (steps: Readonly<Record<string, Work>>): Dispatch =>
  async ({ input }) => {
    const { FunctionName, Payload } = input as { FunctionName: string; Payload: Uint8Array };
    const work = steps[FunctionName.split(":").at(-1) ?? ""];
    const answer = (payload: unknown, FunctionError?: string) => ({
      ...{ StatusCode: 200, Payload: Buffer.from(JSON.stringify(payload)) },
      ...(FunctionError && { FunctionError }),
    });
    try {
      const event = JSON.parse(Buffer.from(Payload).toString()) as never;
      return answer(work === undefined ? {} : await work(event));
    } catch (error) {
      const { name, message } = error as Error;
      return answer({ errorType: name, errorMessage: message, trace: [] }, "Unhandled");
    }
  };

function callOf(world: World): Call {
  const arn = `arn:aws:iam::${VENDING}:root`;
  return {
    ...{ world, account: VENDING, region: REGION, requestId: "request" },
    principal: { kind: "root", account: VENDING, arn, userId: VENDING },
    ...{ sourceIp: "127.0.0.1", userAgent: "bench" },
    sleep: () => Promise.resolve(),
    dispatch: () => Promise.reject(new Error("Nothing dispatches here.")),
  };
}
