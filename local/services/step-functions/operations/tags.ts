import type {
  ListTagsForResourceInput,
  ListTagsForResourceOutput,
  TagResourceInput,
  UntagResourceInput,
} from "@aws-sdk/client-sfn";
import type { Call, Operation } from "../../../kernel/service.ts";
import { resourceNotFound } from "../errors.ts";
import type { MachineRecord } from "../machines.ts";
import { tagsOf } from "../make-machine.ts";
import { type Answer, statesOperation } from "../operation.ts";
import { machinesAt, siteOf } from "../places.ts";

function find({ world }: Call, arn = ""): MachineRecord {
  const machine = machinesAt(world, siteOf(arn)).get(arn);
  if (!machine) throw resourceNotFound(arn);
  return machine;
}

function retag({ world }: Call, machine: MachineRecord, tags: MachineRecord["tags"]): void {
  machinesAt(world, siteOf(machine.arn)).set(machine.arn, { ...machine, tags });
}

const listTags: Operation<
  ListTagsForResourceInput,
  Answer<ListTagsForResourceOutput>
> = statesOperation({
  name: "ListTagsForResource",
  members: ["resourceArn"],
  resource: ({ resourceArn }) => resourceArn,
  run({ resourceArn }, call) {
    const { tags } = find(call, resourceArn);
    return { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) };
  },
});

const tag: Operation<TagResourceInput, Record<string, never>> = statesOperation({
  name: "TagResource",
  members: ["resourceArn", "tags"],
  resource: ({ resourceArn }) => resourceArn,
  run({ resourceArn, tags }, call) {
    const machine = find(call, resourceArn);
    retag(call, machine, { ...machine.tags, ...tagsOf(tags) });
    return {};
  },
});

const untag: Operation<UntagResourceInput, Record<string, never>> = statesOperation({
  name: "UntagResource",
  members: ["resourceArn", "tagKeys"],
  resource: ({ resourceArn }) => resourceArn,
  run({ resourceArn, tagKeys = [] }, call) {
    const machine = find(call, resourceArn);
    const kept = Object.entries(machine.tags).filter(([key]) => !tagKeys.includes(key));
    retag(call, machine, Object.fromEntries(kept));
    return {};
  },
});

/** The tags of state machines. */
export const tagOperations = {
  ListTagsForResource: listTags,
  TagResource: tag,
  UntagResource: untag,
};
