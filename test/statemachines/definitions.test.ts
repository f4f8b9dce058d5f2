import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import validate from "asl-validator";
import { describe, expect, test } from "vitest";
import * as failures from "../../domain/failures.ts";
import { type Machine, STEPS } from "../../statemachines/definition.ts";

interface State {
  readonly Type: string;
  readonly Resource?: string;
  readonly TimeoutSeconds?: number;
  readonly Next?: string;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
}

interface Definition {
  readonly TimeoutSeconds: number;
  readonly States: Readonly<Record<string, State>>;
}

const ROOT = join(import.meta.dirname, "..", "..");
const textOf = (machine: Machine) =>
  readFileSync(join(ROOT, "statemachines", `${machine}.asl.json`), "utf8");
const definitionOf = (machine: Machine) => JSON.parse(textOf(machine)) as Definition;

const MACHINES: readonly Machine[] = ["vend", "teardown", "stock"];
const tasksOf = (machine: Machine) =>
  Object.entries(definitionOf(machine).States).filter(([, { Type }]) => Type === "Task");
const allTasks = MACHINES.flatMap((machine) =>
  tasksOf(machine).map(([name, state]) => [`${machine}: ${name}`, state, machine] as const),
);

const functionTasks = allTasks.filter(([, { Resource }]) => Resource?.startsWith("${"));

/** States that ask the function of another state how far it is. */
const AGAIN: Readonly<Record<string, string>> = {
  "Confirm assignment": "Assign owner",
  "Confirm removal": "Unassign owner",
};

/** The states of the failure path: they have nobody to hand a failure on to. */
const LAST_RESORTS = [
  "vend: Fail lease",
  "teardown: Require attention",
  "stock: Account not stocked",
];

const LAMBDA_INTEGRATION = [
  ...["Lambda.ServiceException", "Lambda.AWSLambdaException", "Lambda.SdkClientException"],
  ...["Lambda.TooManyRequestsException", "Lambda.Unknown", "Runtime.ExitError", "Sandbox.Timedout"],
];

const namesOf = (family: abstract new (...args: never[]) => Error): readonly string[] =>
  Object.values(failures)
    .filter((each) => typeof each === "function" && each.prototype instanceof family)
    .map((each) => new (each as new (message: string) => Error)("").name);

const BUSY = namesOf(failures.Busy);
const BREAKAGE = namesOf(failures.Breakage);

describe.each(MACHINES)("the machine %s", (machine) => {
  test("is valid Amazon States Language", () => {
    const { errorsText, isValid } = validate(definitionOf(machine));
    expect(errorsText("\n")).toBe("");
    expect(isValid).toBe(true);
  });

  test("has a function for each placeholder, and a placeholder for each function", () => {
    const used = [...textOf(machine).matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
    const filled = Object.keys(STEPS[machine]);
    const others = machine === "teardown" ? ["NukeProject"] : [];
    expect(new Set(used)).toEqual(new Set([...filled, ...others]));
  });

  test("calls in each state the function that is named like it", () => {
    for (const [name, { Resource = "" }] of tasksOf(machine)) {
      if (!Resource.startsWith("${")) continue;
      const placeholder = Resource.slice(2, -1);
      const folder = (STEPS[machine] as Record<string, string>)[placeholder];
      const named = AGAIN[name] ?? name;
      expect(folder).toBe(named.toLowerCase().replaceAll(" ", "-"));
      expect(existsSync(join(ROOT, "functions", "steps", folder ?? ""))).toBe(true);
    }
  });

  test("ends, and before it each of its states gives up", () => {
    const { TimeoutSeconds } = definitionOf(machine);
    for (const [, state] of tasksOf(machine))
      expect(state.TimeoutSeconds).toBeLessThan(TimeoutSeconds);
  });
});

describe("a state", () => {
  test.each(allTasks)("%s retries only what may pass by itself", (_, { Retry = [] }) => {
    const retried = Retry.flatMap(({ ErrorEquals }) => ErrorEquals);
    const unknown = retried.filter(
      (error) => !/^(Lambda|CodeBuild)\.|^(Sandbox|Runtime)\./.test(error) && !BUSY.includes(error),
    );
    expect(unknown).toEqual([]);
  });

  test.each(functionTasks)("%s retries what Lambda asks to be retried", (_, { Retry = [] }) => {
    const retried = Retry.flatMap(({ ErrorEquals }) => ErrorEquals);
    expect(retried).toEqual(expect.arrayContaining([...LAMBDA_INTEGRATION, "AwsBusy"]));
  });

  test.each(allTasks)("%s hands every failure on, unless it is the last", (name, state) => {
    const catches = state.Catch ?? [];
    if (LAST_RESORTS.includes(name)) return expect(catches).toEqual([]);
    const [, machine] = /^(\w+):/.exec(name) ?? [];
    const last = catches.at(-1);
    expect(last?.ErrorEquals).toEqual(["States.ALL"]);
    expect(LAST_RESORTS).toContain(`${machine}: ${last?.Next}`);
  });

  test.each(allTasks)("%s catches only names that exist", (_, { Catch = [] }) => {
    const caught = Catch.flatMap(({ ErrorEquals }) => ErrorEquals);
    const known = (error: string) => error.startsWith("States.") || BREAKAGE.includes(error);
    expect(caught.filter((error) => !known(error))).toEqual([]);
  });
});

describe("a failure", () => {
  test.each(BUSY)("%s is retried somewhere", (name) => {
    const retried = allTasks.flatMap(([, { Retry = [] }]) =>
      Retry.flatMap(({ ErrorEquals }) => ErrorEquals),
    );
    expect(retried).toContain(name);
  });
});
