import { rootUser } from "../../../local/identity/principals.ts";
import { MemoryStorage } from "../../../local/kernel/collection.ts";
import type { Principal } from "../../../local/kernel/principal.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call, Operation, Service, World } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { type IamDependencies, iamService } from "../../../local/services/iam/service.ts";
import { StillClock } from "../../support/still-clock.ts";

export const START = Date.UTC(2026, 10, 24, 8);
export const ACCOUNT = "111111111111";
export const OTHER = "333333333333";

/** A world whose clock stands still until it is moved. */
export function aWorld() {
  const clock = new StillClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  return { world, clock };
}

export function aCall(world: World, principal: Principal, region = "us-east-1"): Call {
  return {
    world,
    account: principal.account,
    region,
    principal,
    requestId: "request",
    sourceIp: "127.0.0.1",
    userAgent: "test",
    sleep: () => Promise.resolve(),
    dispatch: () => Promise.reject(new Error("Nothing is dispatched here")),
  };
}

export type Answered = Record<string, unknown>;

export function operationOf(service: Service, name: string) {
  const operation = service.operations[name];
  if (!operation) throw new Error(`There is no ${name}.`);
  return operation as Operation<object, Answered>;
}

/** IAM in a fresh world, called at the level of its operations, by the root user of an account. */
export function anIam(dependencies: IamDependencies = {}) {
  const { world, clock } = aWorld();
  const service = iamService(world, dependencies);
  return {
    world,
    clock,
    service,
    authorize: (name: string, input: object = {}, principal: Principal = rootUser(ACCOUNT)) =>
      operationOf(service, name).authorize(input, aCall(world, principal)),
    call: async (name: string, input: object = {}, principal: Principal = rootUser(ACCOUNT)) =>
      await operationOf(service, name).run(input, aCall(world, principal)),
  };
}

export type Iam = ReturnType<typeof anIam>;

/** A policy document with one statement. */
export function aPolicy(statement: object = {}): string {
  const usual = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ ...usual, ...statement }] });
}

/** A trust policy with one statement. */
export function aTrust(Principal: unknown = { AWS: ACCOUNT }, statement: object = {}): string {
  const Statement = [{ Effect: "Allow", Principal, Action: "sts:AssumeRole", ...statement }];
  return JSON.stringify({ Version: "2012-10-17", Statement });
}

/** Makes a role that the account itself may enter, unless told otherwise. */
export async function aRole(iam: Iam, RoleName = "worker", given: object = {}) {
  const AssumeRolePolicyDocument = aTrust();
  return await iam.call("CreateRole", { RoleName, AssumeRolePolicyDocument, ...given });
}
