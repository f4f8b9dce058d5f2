import { Duration, Stack } from "aws-cdk-lib";
import { type PolicyStatement, type Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import type { IFunction } from "aws-cdk-lib/aws-lambda";
import { CfnSchedule, CfnScheduleGroup } from "aws-cdk-lib/aws-scheduler";
import type { Construct } from "constructs";
import { allow } from "./permissions.ts";
import { role } from "./role.ts";
import type { Site } from "./site.ts";

/** The group that holds one schedule for each active lease, and the role that fires them. */
export interface LeaseSchedules {
  readonly group: string;
  readonly role: Role;
}

export function leaseSchedules(scope: Construct, site: Site, due: IFunction): LeaseSchedules {
  const name = site.names.own("leases");
  const group = new CfnScheduleGroup(scope, "LeaseSchedules", { name });
  const firing = firingRole(scope, "LeaseSchedulesRole", {
    ...{ site, name: "fire-lease-schedules", group: name },
    may: [
      allow(["lambda:InvokeFunction"], [due.functionArn]),
      allow(["sqs:SendMessage"], [site.deadLetters.queueArn]),
    ],
  });
  return { group: group.ref, role: firing };
}

/** How often the sweep is called. */
export const sweepPeriod = ({ configuration }: Site): Duration =>
  Duration.seconds(configuration.sweep.every);

/** How often the ledger is compared with Organizations. */
export const reconcilePeriod = ({ configuration }: Site): Duration =>
  Duration.seconds(configuration.reconcile.every);

/** Something that is done again and again. */
interface Periodic {
  readonly name: string;
  readonly description: string;
  readonly every: Duration;
  readonly target: IFunction;
}

/** `measure-spend` is MeasureSpend in a template. */
const pascalCase = (name: string): string =>
  name.replaceAll(/(?:^|-)(\w)/g, (_, first: string) => first.toUpperCase());

/** Calls a function again and again; a call that is lost is made up for by the next. */
export function periodicSchedule(scope: Construct, site: Site, periodic: Periodic): CfnSchedule {
  const { name, description, every, target } = periodic;
  const id = `${pascalCase(name)}Schedule`;
  const firing = firingRole(scope, `${id}Role`, {
    ...{ site, name: `fire-${name}-schedule`, group: "default" },
    may: [allow(["lambda:InvokeFunction"], [target.functionArn])],
  });
  return new CfnSchedule(scope, id, {
    name: site.names.own(name),
    description,
    scheduleExpression: rateOf(every),
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      ...{ arn: target.functionArn, roleArn: firing.roleArn, input: "{}" },
      retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: every.toSeconds() },
    },
  });
}

/** `rate(1 minute)`, `rate(5 minutes)`. */
const rateOf = (every: Duration): string => {
  const minutes = every.toMinutes();
  return `rate(${minutes} minute${minutes === 1 ? "" : "s"})`;
};

interface FiringRole {
  readonly site: Site;
  readonly name: string;
  /** The schedule group on whose behalf, and no other's, Scheduler takes the role. */
  readonly group: string;
  readonly may: readonly PolicyStatement[];
}

function firingRole(scope: Construct, id: string, { site, name, group, may }: FiringRole): Role {
  const stack = Stack.of(scope);
  return role(scope, id, {
    roleName: site.names.own(name),
    assumedBy: new ServicePrincipal("scheduler.amazonaws.com", {
      conditions: {
        StringEquals: { "aws:SourceAccount": stack.account },
        ArnEquals: {
          "aws:SourceArn": stack.formatArn({
            ...{ service: "scheduler", resource: "schedule-group", resourceName: group },
          }),
        },
      },
    }),
    may,
  });
}
