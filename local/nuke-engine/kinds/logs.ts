import { DeleteLogGroupCommand, paginateDescribeLogGroups } from "@aws-sdk/client-cloudwatch-logs";
import { type Kind, moment, pages } from "../resource.ts";

const logGroup: Kind = {
  type: "CloudWatchLogsLogGroup",
  list: async ({ clients: { logs } }) => {
    const listing = paginateDescribeLogGroups({ client: logs }, {});
    const groups = await pages(listing, (page) => page.logGroups);
    return groups.map(({ logGroupName, creationTime = 0, retentionInDays: days }) => ({
      name: logGroupName ?? "",
      // Whoever writes into a group that is gone makes a new one.
      identity: `${logGroupName} ${creationTime}`,
      properties: {
        ...{ Name: logGroupName, logGroupName, CreatedTime: String(creationTime) },
        ...{ CreationTime: moment(new Date(creationTime)) },
        RetentionInDays: days === undefined ? undefined : String(days),
      },
      remove: () => logs.send(new DeleteLogGroupCommand({ logGroupName })),
    }));
  },
};

export const logKinds: readonly Kind[] = [logGroup];
