import { Duration, Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import * as keepScheduleContract from "../../functions/keep-schedule/contract.ts";
import * as leaseDueContract from "../../functions/lease-due/contract.ts";
import * as sweepContract from "../../functions/sweep/contract.ts";
import { acknowledge } from "./acknowledge.ts";
import { mayReportFailure, reportingFailure } from "./asynchronous.ts";
import { environmentOf, mayEnterBroker } from "./environment.ts";
import { MayflyFunction } from "./function.ts";
import { allow, wide } from "./permissions.ts";
import { reconciling } from "./reconciling.ts";
import { type LeaseSchedules, leaseSchedules, periodicSchedule, sweepPeriod } from "./schedules.ts";
import type { Site } from "./site.ts";
import type { Workflows } from "./workflows.ts";

/** What acts when time has come: a schedule for each lease, and the sweep for whatever was missed. */
export interface Timekeeping {
  readonly keepSchedule: MayflyFunction;
  readonly sweep: MayflyFunction;
  readonly reconcile: MayflyFunction;
}

export function timekeeping(scope: Construct, site: Site, machines: Workflows): Timekeeping {
  const { table } = environmentOf(site);
  const due = new MayflyFunction(scope, "lease-due", {
    ...{ site, contract: leaseDueContract, environment: table },
    may: [site.ledger.mayCommit(), mayReportFailure(site)],
    ...reportingFailure(site),
  });
  const sweep = sweepFunction(scope, site, machines);
  periodicSchedule(scope, site, {
    ...{ name: "sweep", target: sweep, every: sweepPeriod(site) },
    description: "Does whatever is due and was missed",
  });
  const reconcile = reconciling(scope, site);
  const schedules = leaseSchedules(scope, site, due);
  return { sweep, reconcile, keepSchedule: keepSchedule(scope, site, { schedules, due }) };
}

function sweepFunction(scope: Construct, site: Site, { vend }: Workflows): MayflyFunction {
  const { ledger } = site;
  const { table, broker, claim, pool } = environmentOf(site);
  const sweep = new MayflyFunction(scope, "sweep", {
    ...{ site, contract: sweepContract },
    environment: {
      ...{ ...table, ...claim, ...pool, ...broker("sweep") },
      VEND_MACHINE_ARN: vend.stateMachineArn,
    },
    may: [
      ...[
        ledger.mayCommit(),
        ledger.mayCount(),
        ledger.mayAsk("due", "state", "queue"),
        mayEnterBroker(site, "sweep"),
      ],
      allow(["states:StartExecution"], [vend.stateMachineArn]),
    ],
    // Done before the next one begins; what is left then is left to it, a failure too.
    timeout: Duration.seconds(280),
    retryAttempts: 0,
  });
  acknowledge(sweep, {
    "Serverless::Serverless-LambdaAsyncFailureDestination":
      "The next sweep is the retry; two failures in a row raise an alarm.",
  });
  return sweep;
}

function keepSchedule(
  scope: Construct,
  site: Site,
  { schedules, due }: { schedules: LeaseSchedules; due: MayflyFunction },
): MayflyFunction {
  const ofLeases = Stack.of(scope).formatArn({
    ...{ service: "scheduler", resource: "schedule", resourceName: `${schedules.group}/l-*` },
  });
  return new MayflyFunction(scope, "keep-schedule", {
    ...{ site, contract: keepScheduleContract },
    environment: {
      ...environmentOf(site).table,
      SCHEDULE_GROUP: schedules.group,
      DUE_FUNCTION_ARN: due.functionArn,
      SCHEDULE_ROLE_ARN: schedules.role.roleArn,
      DEAD_LETTER_ARN: site.deadLetters.queueArn,
    },
    may: [
      ...[site.ledger.mayRead(), mayReportFailure(site)],
      wide(
        "A schedule is named by its lease, which nobody knows beforehand.",
        allow(
          ["scheduler:CreateSchedule", "scheduler:DeleteSchedule", "scheduler:UpdateSchedule"],
          [ofLeases],
        ),
      ),
      allow(["iam:PassRole"], [schedules.role.roleArn], {
        StringEquals: { "iam:PassedToService": "scheduler.amazonaws.com" },
      }),
    ],
    ...reportingFailure(site),
  });
}
