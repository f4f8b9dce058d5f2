import type {
  DescribeTimeToLiveCommandInput,
  DescribeTimeToLiveCommandOutput,
  UpdateTimeToLiveCommandInput,
  UpdateTimeToLiveCommandOutput,
} from "@aws-sdk/client-dynamodb";
import type { World } from "../../../kernel/service.ts";
import { engineOf } from "../data/engine.ts";
import { invalid } from "../errors.ts";
import { TIME_TO_LIVE_CHANGE } from "../limits.ts";
import { type Answer, operation } from "../operation.ts";
import { tableToManage } from "./find-table.ts";
import { changeTable, type TableRecord } from "./records.ts";

/** Switches the expiry of items on, by this attribute, or off. */
export function setTimeToLive(
  world: World,
  table: TableRecord,
  attribute: string | undefined,
): TableRecord {
  const timeToLiveChangedAt = world.clock.now();
  const changed = changeTable(world, table, { timeToLive: attribute, timeToLiveChangedAt });
  engineOf(world).watch(changed);
  return changed;
}

/** Errors: ValidationException for a change that changes nothing, or comes too soon after another. */
function checkChange(
  table: TableRecord,
  { attribute, isOn }: { readonly attribute: string; readonly isOn: boolean },
  now: number,
): void {
  const { timeToLive: current, timeToLiveChangedAt: changedAt } = table;
  if (isOn === (current !== undefined)) {
    throw invalid(`TimeToLive is already ${isOn ? "enabled" : "disabled"}`);
  }
  if (current !== undefined && current !== attribute) {
    throw invalid(
      `TimeToLive is active on a different AttributeName: current AttributeName is ${current}`,
    );
  }
  if (changedAt === undefined || changedAt + TIME_TO_LIVE_CHANGE <= now) return;
  throw invalid("Time to live has been modified multiple times within a fixed interval");
}

const updateTimeToLive = operation<
  UpdateTimeToLiveCommandInput,
  Answer<UpdateTimeToLiveCommandOutput>
>({
  name: "UpdateTimeToLive",
  members: ["TableName", "TimeToLiveSpecification"],
  run(input, call) {
    const { AttributeName: attribute = "", Enabled: isOn = false } =
      input.TimeToLiveSpecification ?? {};
    if (attribute === "") throw invalid("TimeToLiveSpecification.AttributeName must not be empty");
    const table = tableToManage(call, input.TableName);
    checkChange(table, { attribute, isOn }, call.world.clock.now());
    setTimeToLive(call.world, table, isOn ? attribute : undefined);
    return { TimeToLiveSpecification: { Enabled: isOn, AttributeName: attribute } };
  },
});

const describeTimeToLive = operation<
  DescribeTimeToLiveCommandInput,
  Answer<DescribeTimeToLiveCommandOutput>
>({
  name: "DescribeTimeToLive",
  members: ["TableName"],
  run(input, call) {
    const { timeToLive } = tableToManage(call, input.TableName);
    return {
      TimeToLiveDescription:
        timeToLive === undefined
          ? { TimeToLiveStatus: "DISABLED" }
          : { TimeToLiveStatus: "ENABLED", AttributeName: timeToLive },
    };
  },
});

export const timeToLiveOperations = {
  UpdateTimeToLive: updateTimeToLive,
  DescribeTimeToLive: describeTimeToLive,
};
