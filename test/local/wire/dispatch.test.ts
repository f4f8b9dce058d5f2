import { ListRolesCommand, type ListRolesResponse } from "@aws-sdk/client-iam";
import { afterEach, describe, expect, it } from "vitest";
import type { ServicePrincipal } from "../../../local/kernel/principal.ts";
import type { Call } from "../../../local/kernel/service.ts";
import { dispatchFor } from "../../../local/wire/dispatch.ts";
import { planFaults } from "../../../local/wire/faults.ts";
import { aGateway } from "./a-gateway.ts";
import { aUser, NOW } from "./identities.ts";

type Own = Awaited<ReturnType<typeof aGateway>>;
let gateway: Own | undefined;
afterEach(() => gateway?.close());

async function started(...options: Parameters<typeof aGateway>): Promise<Own> {
  gateway = await aGateway(...options);
  return gateway;
}

const RUNS = {
  "scheduler:GetSchedule": () => ({ Name: "due" }),
  "organizations:ListRoots": () => ({ Roots: [] }),
};

const aCall = (changes: object = {}) => ({
  principal: aUser("admin"),
  region: "eu-west-1",
  service: "scheduler",
  operation: "GetSchedule",
  input: { Name: "due" },
  ...changes,
});

describe("Calls from inside the cloud", () => {
  it("are answered in the SDK's shape, and told", async () => {
    const own = await started(RUNS);

    const answer = await dispatchFor(own.cloud)(aCall());

    expect(answer).toEqual({ Name: "due" });
    expect(own.calls).toMatchObject([
      { service: "scheduler", operation: "GetSchedule", region: "eu-west-1", at: NOW },
    ]);
  });

  it("go to a global service in its own Region", async () => {
    const own = await started(RUNS);
    const call = aCall({ service: "organizations", operation: "ListRoots", input: {} });

    await dispatchFor(own.cloud)(call);

    expect(own.seen[0]?.call.region).toBe("us-east-1");
  });

  it.each([
    ["whose caller may not do it", { principal: aUser("nobody") }, "AccessDeniedException"],
    ["with an unknown parameter", { input: { Colour: "green" } }, "ValidationException"],
    ["without a required parameter", { input: {} }, "ValidationException"],
    ["to an unknown service", { service: "teapot" }, "NotEmulated"],
    ["to an unknown operation", { operation: "MakeTea" }, "NotEmulated"],
    [
      "to an operation that is not emulated",
      { operation: "ListTagsForResource" },
      "ValidationException",
    ],
  ])("are refused %s", async (_what, changes, name) => {
    const own = await started(RUNS);

    const call = dispatchFor(own.cloud)(aCall(changes));

    await expect(call).rejects.toMatchObject({ name });
    expect(own.calls.at(-1)?.error ?? name).toBe(name);
  });

  it("are made on behalf of the caller when they are made in its name", async () => {
    const seen: unknown[] = [];
    const own = await started({
      ...RUNS,
      "iam:ListRoles": async (
        _input,
        { dispatch, principal }: Call,
      ): Promise<ListRolesResponse> => {
        seen.push(await dispatch(aCall({ principal })));
        return { Roles: [] };
      },
    });

    await own.iam.send(new ListRolesCommand({}));

    expect(seen).toEqual([{ Name: "due" }]);
    expect(own.calls.map(({ operation }) => operation)).toEqual(["GetSchedule", "ListRoles"]);
  });

  it("may be made by a service in its own name, where the resource lets it", async () => {
    const own = await started(RUNS);
    const principal: ServicePrincipal = {
      kind: "service",
      service: "events.amazonaws.com",
      account: "111111111111",
      arn: "events.amazonaws.com",
      userId: "events.amazonaws.com",
    };

    const call = dispatchFor(own.cloud)(aCall({ principal }));

    await expect(call).rejects.toMatchObject({
      message: expect.stringContaining("because no resource-based policy allows"),
    });
  });

  it.each(["reset", "timeoutAfter"] as const)(
    "fail when their answer is lost by %s",
    async (fault) => {
      const own = await started(RUNS);
      const faults = planFaults([{ fault }]);

      const call = dispatchFor({ ...own.cloud, faults })(aCall());

      await expect(call).rejects.toMatchObject({ name: "ServiceUnavailable", status: 503 });
      expect(own.clock.inFlight).toEqual([]);
    },
  );
});
