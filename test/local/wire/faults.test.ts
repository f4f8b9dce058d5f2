import { DescribeRegionsCommand } from "@aws-sdk/client-ec2";
import { ListRolesCommand } from "@aws-sdk/client-iam";
import { ListRootsCommand, OrganizationsClient } from "@aws-sdk/client-organizations";
import { ListBucketsCommand } from "@aws-sdk/client-s3";
import { ListStateMachinesCommand } from "@aws-sdk/client-sfn";
import { afterEach, describe, expect, it } from "vitest";
import { seeded } from "../../../local/kernel/random.ts";
import { type Fault, planFaults, seededFaults } from "../../../local/wire/faults.ts";
import type { GatewayOptions } from "../../../local/wire/gateway.ts";
import { aGateway, settingsFor } from "./a-gateway.ts";
import { NOW } from "./identities.ts";

const RUNS = {
  "organizations:ListRoots": () => ({ Roots: [] }),
  "iam:ListRoles": () => ({ Roles: [] }),
  "ec2:DescribeRegions": () => ({ Regions: [] }),
  "s3:ListBuckets": () => ({ Buckets: [] }),
  "states:ListStateMachines": () => ({ stateMachines: [] }),
};

type Own = Awaited<ReturnType<typeof aGateway>>;
let gateway: Own | undefined;
afterEach(() => gateway?.close());

async function aFaultyGateway(fault: Fault, changes: Partial<GatewayOptions> = {}): Promise<Own> {
  gateway = await aGateway(RUNS, { faults: planFaults([{ fault }]), ...changes });
  return gateway;
}

const nameOf = (call: Promise<unknown>) =>
  call.then(
    () => "no error",
    (error: Error) => error.name,
  );

async function errorsOf({ organizations, states, iam, ec2, s3 }: Own): Promise<string[]> {
  return await Promise.all(
    [
      organizations.send(new ListRootsCommand({})),
      states.send(new ListStateMachinesCommand({})),
      iam.send(new ListRolesCommand({})),
      ec2.send(new DescribeRegionsCommand({})),
      s3.send(new ListBucketsCommand({})),
    ].map(nameOf),
  );
}

const listRoots = ({ organizations }: Own, abortSignal?: AbortSignal) =>
  organizations.send(new ListRootsCommand({}), abortSignal ? { abortSignal } : {});

describe("Faults, as a client sees them", () => {
  it("throttles in the words of each service, without an effect", async () => {
    const own = await aFaultyGateway("throttle");

    expect(await errorsOf(own)).toEqual([
      "TooManyRequestsException",
      "ThrottlingException",
      "Throttling",
      "RequestLimitExceeded",
      "SlowDown",
    ]);
    expect(own.seen).toEqual([]);
  });

  it("breaks a service in its own words, without an effect", async () => {
    const own = await aFaultyGateway("serverError");

    expect(await errorsOf(own)).toEqual([
      "ServiceException",
      "InternalFailure",
      "InternalFailure",
      "InternalError",
      "InternalError",
    ]);
    expect(own.seen).toEqual([]);
  });

  it("is over when the SDK tries again by itself", async () => {
    const own = await aGateway(RUNS, { faults: planFaults([{ fault: "throttle", nth: 1 }]) });
    gateway = own;
    const settings = { ...settingsFor(own.url), region: "us-east-1", maxAttempts: 2 };

    await new OrganizationsClient(settings).send(new ListRootsCommand({}));

    expect(own.calls.map(({ error }) => error)).toEqual(["TooManyRequestsException", undefined]);
  });

  it.each([
    ["reset", 0],
    ["lostAnswer", 1],
  ] as const)("breaks the connection by %s, with %i effects", async (fault, effects) => {
    const own = await aFaultyGateway(fault);

    await expect(listRoots(own)).rejects.toMatchObject({ code: "ECONNRESET" });

    expect(own.seen).toHaveLength(effects);
  });

  it.each([
    ["timeoutBefore", 0],
    ["timeoutAfter", 1],
  ] as const)("leaves the client hanging by %s, with %i effects", async (fault, effects) => {
    const told: string[] = [];
    const hanging = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    const own = await aFaultyGateway(fault, {
      onHang(key) {
        told.push(`hangs ${key}`);
        hanging.resolve();
      },
      onHangEnd(key) {
        told.push(`ends ${key}`);
        over.resolve();
      },
    });
    const patience = new AbortController();
    const call = nameOf(listRoots(own, patience.signal));
    await hanging.promise;

    await own.clock.run({ until: NOW + 60_000 });
    patience.abort();

    expect(await call).toBe("AbortError");
    await over.promise;
    expect(told).toEqual(["hangs AKIAADMIN", "ends AKIAADMIN"]);
    expect(own.seen).toHaveLength(effects);
  });

  it("closes while somebody is left hanging", async () => {
    const hanging = Promise.withResolvers<void>();
    const own = await aFaultyGateway("timeoutBefore", { onHang: () => hanging.resolve() });
    const call = nameOf(listRoots(own));
    await hanging.promise;

    await own.close();

    expect(await call).not.toBe("no error");
  });

  it("is slow by the cloud's clock", async () => {
    const own = await aFaultyGateway({ slow: 3000 });

    await listRoots(own);

    expect(own.clock.now()).toBe(NOW + 3000);
    expect(own.calls).toMatchObject([{ at: NOW, durationMs: 3000 }]);
  });

  it("lets whoever waits for a slow call keep no time from passing", async () => {
    const told: string[] = [];
    const own = await aFaultyGateway(
      { slow: 3000 },
      {
        onHang: (key) => told.push(`waits ${key}`),
        onHangEnd: (key) => told.push(`goes on ${key}`),
      },
    );

    await listRoots(own);

    expect(told).toEqual(["waits AKIAADMIN", "goes on AKIAADMIN"]);
  });

  it("strikes the calls that its plan names, and no others", async () => {
    const faults = planFaults([
      { service: "organizations", operation: "ListRoots", nth: 2, fault: "throttle" },
    ]);
    gateway = await aGateway(RUNS, { faults });

    const first = await errorsOf(gateway);
    const second = await errorsOf(gateway);
    faults.clear();
    const third = await errorsOf(gateway);

    expect(first).toEqual(Array(5).fill("no error"));
    expect(second).toEqual(["TooManyRequestsException", ...Array(4).fill("no error")]);
    expect(third).toEqual(first);
  });

  it("tells the trace", async () => {
    const own = await aFaultyGateway("throttle");

    await nameOf(listRoots(own));

    expect(own.calls).toEqual([
      {
        kind: "call",
        at: NOW,
        durationMs: 0,
        service: "organizations",
        operation: "ListRoots",
        account: "111111111111",
        region: "us-east-1",
        caller: "arn:aws:iam::111111111111:user/admin",
        error: "TooManyRequestsException",
        message: "Rate exceeded",
      },
    ]);
  });
});

describe("Faults by chance", () => {
  const call = { service: "iam", operation: "ListRoles", account: "1" };
  const drawn = (seed: number) => {
    const plan = seededFaults(seeded(seed), { throttle: 0.2, slow: 0.1, lostAnswer: 0.05 });
    return Array.from({ length: 2000 }, () => plan.before(call));
  };

  it("come out the same from the same seed", () => {
    expect(drawn(7)).toEqual(drawn(7));
    expect(drawn(7)).not.toEqual(drawn(8));
  });

  it("come as often as their rates say", () => {
    const faults = drawn(7);
    const share = (wanted: (fault: Fault) => boolean) =>
      faults.filter((fault) => fault !== undefined && wanted(fault)).length / faults.length;

    expect(share((fault) => fault === "throttle")).toBeCloseTo(0.2, 1);
    expect(share((fault) => typeof fault === "object")).toBeCloseTo(0.1, 1);
    expect(share((fault) => fault === "reset")).toBe(0);
  });
});
