import { MemoryStorage } from "../../../local/kernel/collection.ts";
import { seeded } from "../../../local/kernel/random.ts";
import type { Call, Operation, World } from "../../../local/kernel/service.ts";
import { Trace } from "../../../local/kernel/trace.ts";
import { DEFAULT_REGIONS } from "../../../local/services/ec2/region-names.ts";
import { ec2Service } from "../../../local/services/ec2/service.ts";
import { StillClock } from "../../support/still-clock.ts";

const START = Date.UTC(2026, 10, 24);
const SECOND = 1000;

/** A world whose clock moves only when `passSeconds` is called. */
function aWorld(): { world: World; passSeconds(seconds: number): void } {
  const clock = new StillClock(START);
  const world = { clock, storage: new MemoryStorage(), random: seeded(1), trace: new Trace() };
  return {
    world,
    passSeconds(seconds) {
      clock.pass(seconds * SECOND);
    },
  };
}

/** Who calls from where; account 111111111111 in eu-west-1 unless told. */
export interface From {
  readonly account?: string;
  readonly region?: string;
}

function aCall(world: World, { account = "111111111111", region = "eu-west-1" }: From): Call {
  const arn = `arn:aws:iam::${account}:root`;
  return {
    world,
    account,
    region,
    principal: { kind: "root", account, arn, userId: account },
    requestId: "request",
    sourceIp: "127.0.0.1",
    userAgent: "test",
    sleep: () => Promise.resolve(),
    dispatch: () => Promise.reject(new Error("EC2 dispatches nothing")),
  };
}

/** Answers are looked into by path: `at(answer, "Vpcs", 0, "VpcId")`. */
export function at(answer: unknown, ...path: readonly (string | number)[]): string {
  return path.reduce<unknown>(
    (inner, step) => (inner as Record<string | number, unknown>)[step],
    answer,
  ) as string;
}

/** EC2 in a fresh world with the default Regions, called at the level of its operations. */
export function aRegion() {
  const { world, passSeconds } = aWorld();
  const service = ec2Service(world, { enabledRegions: () => DEFAULT_REGIONS });
  const operation = (name: string) =>
    service.operations[name] as Operation<object, Promise<Record<string, unknown>>>;
  const call = async (name: string, input: object = {}, from: From = {}) =>
    await operation(name).run(input, aCall(world, from));
  return {
    passSeconds,
    call,
    authorize: (name: string, input: object) => operation(name).authorize(input, aCall(world, {})),
    /** Launches instances of the public image and returns the id of the first. */
    async launch(more: object = {}): Promise<string> {
      const ImageId = at(
        await call("DescribeImages", { Owners: ["amazon"] }),
        "Images",
        0,
        "ImageId",
      );
      const asked = { ImageId, InstanceType: "t3.micro", MinCount: 1, MaxCount: 1, ...more };
      return at(await call("RunInstances", asked), "Instances", 0, "InstanceId");
    },
    /** The state of an instance, such as `running`. */
    async stateOf(id: string): Promise<string> {
      const described = await call("DescribeInstances", { InstanceIds: [id] });
      return at(described, "Reservations", 0, "Instances", 0, "State", "Name");
    },
  };
}

export type Region = ReturnType<typeof aRegion>;

/** The id of the default VPC. */
export async function defaultVpc(region: Region): Promise<string> {
  return at(await region.call("DescribeVpcs"), "Vpcs", 0, "VpcId");
}
