import {
  type ContinuousBackupsDescription,
  type DescribeContinuousBackupsCommandInput,
  type DescribeContinuousBackupsCommandOutput,
  type ListBackupsCommandInput,
  type ListBackupsCommandOutput,
  TableNotFoundException,
  type UpdateContinuousBackupsCommandInput,
  type UpdateContinuousBackupsCommandOutput,
} from "@aws-sdk/client-dynamodb";
import { onlyMembers } from "../../../kernel/only-members.ts";
import type { Call, World } from "../../../kernel/service.ts";
import { RECOVERY_DAYS } from "../limits.ts";
import { type Answer, operation } from "../operation.ts";
import { addressOf, lookUp } from "./find-table.ts";
import { changeTable, type TableRecord } from "./records.ts";

const DAY = 24 * 60 * 60 * 1000;
/** The latest moment to which a table can be brought back lies five minutes in the past. */
const LAG = 5 * 60 * 1000;

function tableFor(call: Call, name: string | undefined): TableRecord {
  const address = addressOf(call, name);
  const table = lookUp(call, address);
  if (table) return table;
  throw new TableNotFoundException({
    message: `Table not found: ${address.name}`,
    $metadata: {},
  });
}

function description(world: World, { recoverableSince: since }: TableRecord) {
  const now = world.clock.now();
  return {
    ContinuousBackupsStatus: "ENABLED",
    PointInTimeRecoveryDescription:
      since === undefined
        ? { PointInTimeRecoveryStatus: "DISABLED" }
        : {
            PointInTimeRecoveryStatus: "ENABLED",
            RecoveryPeriodInDays: RECOVERY_DAYS,
            EarliestRestorableDateTime: new Date(Math.max(since, now - RECOVERY_DAYS * DAY)),
            LatestRestorableDateTime: new Date(Math.max(since, now - LAG)),
          },
  } satisfies ContinuousBackupsDescription;
}

const describeContinuousBackups = operation<
  DescribeContinuousBackupsCommandInput,
  Answer<DescribeContinuousBackupsCommandOutput>
>({
  name: "DescribeContinuousBackups",
  members: ["TableName"],
  run: (input, call) => ({
    ContinuousBackupsDescription: description(call.world, tableFor(call, input.TableName)),
  }),
});

/** Switches point-in-time recovery on or off. */
export function setRecovery(world: World, table: TableRecord, isOn: boolean): TableRecord {
  const since = table.recoverableSince ?? world.clock.now();
  return changeTable(world, table, { recoverableSince: isOn ? since : undefined });
}

const updateContinuousBackups = operation<
  UpdateContinuousBackupsCommandInput,
  Answer<UpdateContinuousBackupsCommandOutput>
>({
  name: "UpdateContinuousBackups",
  members: ["TableName", "PointInTimeRecoverySpecification"],
  run(input, call) {
    const sent = input.PointInTimeRecoverySpecification ?? { PointInTimeRecoveryEnabled: false };
    onlyMembers("dynamodb:UpdateContinuousBackups", sent, ["PointInTimeRecoveryEnabled"]);
    const table = tableFor(call, input.TableName);
    const changed = setRecovery(call.world, table, sent.PointInTimeRecoveryEnabled ?? false);
    return { ContinuousBackupsDescription: description(call.world, changed) };
  },
});

/** Nobody makes backups on demand here, so there are none. */
const listBackups = operation<ListBackupsCommandInput, Answer<ListBackupsCommandOutput>>({
  name: "ListBackups",
  members: ["TableName", "Limit", "BackupType", "ExclusiveStartBackupArn"],
  authorize: () => [{ action: "dynamodb:ListBackups", resource: "*" }],
  run: () => ({ BackupSummaries: [] }),
});

export const backupOperations = {
  DescribeContinuousBackups: describeContinuousBackups,
  UpdateContinuousBackups: updateContinuousBackups,
  ListBackups: listBackups,
};
