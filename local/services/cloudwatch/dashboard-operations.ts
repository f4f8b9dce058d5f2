import {
  DashboardNotFoundError,
  type DeleteDashboardsCommandInput,
  type GetDashboardCommandInput,
  type GetDashboardCommandOutput,
  type ListDashboardsCommandInput,
  type ListDashboardsCommandOutput,
} from "@aws-sdk/client-cloudwatch";
import type { Call, Operation } from "../../kernel/service.ts";
import { dashboardsAt, type Site } from "./alarms.ts";

type Answer<O> = Omit<O, "$metadata">;

/** Dashboards belong to no Region. */
export const dashboardArn = ({ account }: Pick<Site, "account">, name: string): string =>
  `arn:aws:cloudwatch::${account}:dashboard/${name}`;

const onDashboard = (action: string, name: string, call: Call) => ({
  action: `cloudwatch:${action}`,
  resource: dashboardArn(call, name),
});

const missing = (name: string) =>
  new DashboardNotFoundError({ message: `Dashboard ${name} does not exist`, $metadata: {} });

const getDashboard: Operation<GetDashboardCommandInput, Answer<GetDashboardCommandOutput>> = {
  authorize: ({ DashboardName = "" }, call) => [onDashboard("GetDashboard", DashboardName, call)],
  run({ DashboardName = "" }, call) {
    const DashboardBody = dashboardsAt(call.world, call).get(DashboardName);
    if (DashboardBody === undefined) throw missing(DashboardName);
    return { DashboardName, DashboardBody, DashboardArn: dashboardArn(call, DashboardName) };
  },
};

const listDashboards: Operation<ListDashboardsCommandInput, Answer<ListDashboardsCommandOutput>> = {
  authorize: () => [{ action: "cloudwatch:ListDashboards", resource: "*" }],
  run: ({ DashboardNamePrefix = "" }, call) => ({
    DashboardEntries: [...dashboardsAt(call.world, call).keys()]
      .filter((name) => name.startsWith(DashboardNamePrefix))
      .map((name) => ({ DashboardName: name, DashboardArn: dashboardArn(call, name) })),
  }),
};

const deleteDashboards: Operation<DeleteDashboardsCommandInput, object> = {
  authorize: ({ DashboardNames = [] }, call) =>
    DashboardNames.map((name) => onDashboard("DeleteDashboards", name, call)),
  run({ DashboardNames = [] }, call) {
    const dashboards = dashboardsAt(call.world, call);
    for (const name of DashboardNames) if (!dashboards.has(name)) throw missing(name);
    for (const name of DashboardNames) dashboards.delete(name);
    return {};
  },
};

export const dashboardOperations: Readonly<Record<string, Operation>> = {
  GetDashboard: getDashboard,
  ListDashboards: listDashboards,
  DeleteDashboards: deleteDashboards,
};
