import { onlyMembers } from "../../kernel/only-members.ts";
import type { Authorization, Call, Operation } from "../../kernel/service.ts";
import { findTopic, placeOf, policyOf, type TopicRecord, topicFor } from "./topics.ts";

interface TopicInput {
  readonly TopicArn?: string | undefined;
}

/** An operation on one topic. */
interface Described<I, O> {
  readonly name: string;
  /** Members of the input that are emulated, besides TopicArn. */
  readonly members?: readonly (keyof I & string)[];
  readonly run: (topic: TopicRecord, input: I, call: Call) => O;
}

/** `aws:SourceOwner`: for whom a service acts, or whose the caller is. */
const sourceOwner = ({ principal }: Call): string =>
  principal.kind === "service" ? (principal.sourceAccount ?? principal.account) : principal.account;

/** What must be allowed on a topic, with its policy where it exists. */
export function topicAuthorization(name: string, arn: string, call: Call): Authorization {
  const topic = findTopic(call.world, arn);
  return {
    action: `sns:${name}`,
    resource: arn,
    resourceAccount: placeOf(arn).account || call.account,
    context: { "aws:SourceOwner": sourceOwner(call) },
    ...(topic && { resourcePolicy: policyOf(topic) }),
  };
}

/** An operation that refuses what it does not emulate and finds its topic before it runs. */
export function topicOperation<I extends TopicInput, O>(
  described: Described<I, O>,
): Operation<I, O> {
  const { name, members = [] } = described;
  return {
    authorize: ({ TopicArn = "" }, call) => [topicAuthorization(name, TopicArn, call)],
    run(input, call) {
      onlyMembers(`sns:${name}`, input, ["TopicArn", ...members]);
      return described.run(topicFor(call.world, input.TopicArn ?? ""), input, call);
    },
  };
}
