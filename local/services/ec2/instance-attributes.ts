import type {
  DescribeInstanceAttributeCommandInput,
  DescribeInstanceAttributeCommandOutput,
  ModifyInstanceAttributeCommandInput,
} from "@aws-sdk/client-ec2";
import { NotEmulated } from "../../kernel/aws-error.ts";
import { required } from "./errors.ts";
import { INSTANCE } from "./instance-records.ts";
import { find, recordsOf } from "./kind.ts";
import { type Answer, ec2Operation } from "./operation.ts";

const modifyAttribute = ec2Operation<ModifyInstanceAttributeCommandInput, object>({
  name: "ModifyInstanceAttribute",
  members: ["InstanceId", "DisableApiTermination", "DisableApiStop"],
  touches: ({ InstanceId }) => [{ type: "instance", id: InstanceId }],
  run({ InstanceId, DisableApiTermination, DisableApiStop }, call) {
    const instance = find(call, INSTANCE, required(InstanceId, "instanceId"));
    recordsOf(call, INSTANCE).set(instance.id, {
      ...instance,
      disableApiTermination: DisableApiTermination?.Value ?? instance.disableApiTermination,
      disableApiStop: DisableApiStop?.Value ?? instance.disableApiStop,
    });
    return {};
  },
});

const describeAttribute = ec2Operation<
  DescribeInstanceAttributeCommandInput,
  Answer<DescribeInstanceAttributeCommandOutput>
>({
  name: "DescribeInstanceAttribute",
  members: ["InstanceId", "Attribute"],
  touches: ({ InstanceId }) => [{ type: "instance", id: InstanceId }],
  run({ InstanceId, Attribute }, call) {
    const instance = find(call, INSTANCE, required(InstanceId, "instanceId"));
    const common = { InstanceId: instance.id };
    switch (Attribute) {
      case "disableApiTermination":
        return { ...common, DisableApiTermination: { Value: instance.disableApiTermination } };
      case "disableApiStop":
        return { ...common, DisableApiStop: { Value: instance.disableApiStop } };
      case "instanceType":
        return { ...common, InstanceType: { Value: instance.type } };
      case "userData":
        return { ...common, UserData: instance.userData ? { Value: instance.userData } : {} };
      default:
        throw new NotEmulated(`the attribute ${Attribute} of EC2 instances`);
    }
  },
});

export const instanceAttributeOperations = {
  ModifyInstanceAttribute: modifyAttribute,
  DescribeInstanceAttribute: describeAttribute,
};
