import type { Construct } from "constructs";
import { EVENT_SOURCE } from "../../adapters/aws/eventbridge-bus.ts";
import type { EventType } from "../../domain/events.ts";
import * as recoverContract from "../../functions/recover-execution/contract.ts";
import * as startContract from "../../functions/start-workflow/contract.ts";
import { mayReportFailure, reportingFailure } from "./asynchronous.ts";
import { environmentOf } from "./environment.ts";
import { MayflyFunction } from "./function.ts";
import { listen } from "./listener.ts";
import { allow } from "./permissions.ts";
import type { Publishing } from "./publishing.ts";
import type { Site } from "./site.ts";
import type { Timekeeping } from "./timekeeping.ts";
import type { Workflows } from "./workflows.ts";

/** Domain events that call for a workflow. */
export const STARTING: readonly EventType[] = [
  "LeaseVending",
  "LeaseAdmitted",
  "AccountQuarantined",
  "AccountRetried",
  "AccountClosureAdmitted",
  "AccountStocking",
];

/** Domain events after which time acts on an active lease at another moment, or never again. */
export const RESCHEDULING: readonly EventType[] = [
  "LeaseActivated",
  "LeaseExtended",
  "LeaseExpiring",
  "LeaseEnding",
];

export interface Parts extends Publishing, Timekeeping, Workflows {}

/** Which events wake which function. */
export function reactions(scope: Construct, site: Site, parts: Parts): void {
  const { bus, keepSchedule } = parts;
  const { deadLetters } = site;
  const ruleName = (name: string) => site.names.own(name);
  listen(scope, "StartWorkflow", {
    ...{ bus, deadLetters, listener: starter(scope, site, parts) },
    ruleName: ruleName("start-workflow"),
    description: "Starts the story that an event calls for",
    pattern: { source: [EVENT_SOURCE], detailType: [...STARTING] },
  });
  listen(scope, "KeepSchedule", {
    ...{ bus, deadLetters, listener: keepSchedule },
    ruleName: ruleName("keep-schedule"),
    description: "Sets the schedule of a lease to its next due moment",
    pattern: { source: [EVENT_SOURCE], detailType: [...RESCHEDULING] },
  });
  listen(scope, "RecoverExecution", {
    ...{ deadLetters, listener: recoverer(scope, site) },
    ruleName: ruleName("recover-execution"),
    description: "Picks up what an execution left behind that did not succeed",
    pattern: {
      source: ["aws.states"],
      detailType: ["Step Functions Execution Status Change"],
      detail: {
        status: ["FAILED", "TIMED_OUT", "ABORTED"],
        stateMachineArn: [parts.vend.stateMachineArn, parts.teardown.stateMachineArn],
      },
    },
  });
}

function starter(
  scope: Construct,
  site: Site,
  { vend, teardown, stock }: Workflows,
): MayflyFunction {
  return new MayflyFunction(scope, "start-workflow", {
    ...{ site, contract: startContract },
    environment: {
      VEND_MACHINE_ARN: vend.stateMachineArn,
      STOCK_MACHINE_ARN: stock.stateMachineArn,
      TEARDOWN_MACHINE_ARN: teardown.stateMachineArn,
    },
    may: [
      allow(
        ["states:StartExecution"],
        [vend, teardown, stock].map((machine) => machine.stateMachineArn),
      ),
      mayReportFailure(site),
    ],
    ...reportingFailure(site),
  });
}

function recoverer(scope: Construct, site: Site): MayflyFunction {
  return new MayflyFunction(scope, "recover-execution", {
    ...{ site, contract: recoverContract, environment: environmentOf(site).table },
    may: [site.ledger.mayCommit(), site.ledger.mayCount(), mayReportFailure(site)],
    ...reportingFailure(site),
  });
}
