import type {
  DeleteDhcpOptionsCommandInput,
  DescribeDhcpOptionsCommandInput,
  DescribeDhcpOptionsCommandOutput,
} from "@aws-sdk/client-ec2";
import { hasDependencies, required } from "./errors.ts";
import { find, forget, recordsOf, select } from "./kind.ts";
import { DHCP_OPTIONS, VPC } from "./kinds.ts";
import { type Answer, ec2Operation } from "./operation.ts";
import { pageOf } from "./page.ts";
import { tagsFor } from "./tag-records.ts";

const describeOptions = ec2Operation<
  DescribeDhcpOptionsCommandInput,
  Answer<DescribeDhcpOptionsCommandOutput>
>({
  name: "DescribeDhcpOptions",
  members: ["DhcpOptionsIds", "Filters", "MaxResults", "NextToken"],
  run(input, call) {
    const query = { ids: input.DhcpOptionsIds, filters: input.Filters };
    const { items, next } = pageOf(select(call, DHCP_OPTIONS, query), input);
    return {
      DhcpOptions: items.map(({ id, owner, configurations }) => ({
        DhcpOptionsId: id,
        OwnerId: owner,
        DhcpConfigurations: configurations.map(({ key, values }) => ({
          Key: key,
          Values: values.map((Value) => ({ Value })),
        })),
        Tags: tagsFor(call, id),
      })),
      ...next,
    };
  },
});

const deleteOptions = ec2Operation<DeleteDhcpOptionsCommandInput, object>({
  name: "DeleteDhcpOptions",
  members: ["DhcpOptionsId"],
  touches: ({ DhcpOptionsId }) => [{ type: "dhcp-options", id: DhcpOptionsId }],
  run({ DhcpOptionsId }, call) {
    const { id } = find(call, DHCP_OPTIONS, required(DhcpOptionsId, "dhcpOptionsId"));
    const vpcs = [...recordsOf(call, VPC).values()];
    if (vpcs.some(({ dhcpOptionsId }) => dhcpOptionsId === id)) {
      throw hasDependencies("dhcpOptions", id);
    }
    forget(call, DHCP_OPTIONS, id);
    return {};
  },
});

export const dhcpOptionsOperations = {
  DescribeDhcpOptions: describeOptions,
  DeleteDhcpOptions: deleteOptions,
};
