import { NotEmulated } from "../../kernel/aws-error.ts";
import type { Delivery } from "./delivery.ts";

/** The call that delivers. */
export interface TargetCall {
  readonly service: string;
  readonly region: string;
  readonly operation: string;
  readonly input: unknown;
}

interface TargetKind {
  readonly pattern: RegExp;
  /** Whether the target is called through a role; otherwise its own policy lets the service in. */
  readonly needsRole: boolean;
  call(delivery: Delivery): Omit<TargetCall, "region">;
}

const partsOf = (arn: string) => {
  const [, , , region = "", account = "", ...name] = arn.split(":");
  return { region, account, name: name.join(":") };
};

/** The URL by which SQS knows the queue of an ARN. */
export function queueUrl(arn: string): string {
  const { region, account, name } = partsOf(arn);
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}

const KINDS: readonly TargetKind[] = [
  {
    pattern: /^arn:aws:lambda:[\w-]+:\d{12}:function:[\w-]+(?::[\w$-]+)?$/u,
    needsRole: false,
    call: ({ target, payload }) => ({
      service: "lambda",
      operation: "Invoke",
      input: { FunctionName: target.arn, InvocationType: "Event", Payload: Buffer.from(payload) },
    }),
  },
  {
    pattern: /^arn:aws:states:[\w-]+:\d{12}:stateMachine:[^:]+$/u,
    needsRole: true,
    // The name is that of the delivery: a second try after a lost answer starts nothing new.
    call: ({ id, target, payload }) => ({
      service: "states",
      operation: "StartExecution",
      input: { stateMachineArn: target.arn, name: id, input: payload },
    }),
  },
  {
    pattern: /^arn:aws:sqs:[\w-]+:\d{12}:[\w.-]+$/u,
    needsRole: false,
    call: ({ target, payload }) => ({
      service: "sqs",
      operation: "SendMessage",
      input: {
        QueueUrl: queueUrl(target.arn),
        MessageBody: payload,
        ...(target.messageGroup !== undefined && { MessageGroupId: target.messageGroup }),
      },
    }),
  },
  {
    pattern: /^arn:aws:sns:[\w-]+:\d{12}:[\w.-]+$/u,
    needsRole: false,
    call: ({ target, payload }) => ({
      service: "sns",
      operation: "Publish",
      input: { TopicArn: target.arn, Message: payload },
    }),
  },
  {
    pattern: /^arn:aws:events:[\w-]+:\d{12}:event-bus\/[\w./-]+$/u,
    needsRole: true,
    call: ({ target, payload }) => ({
      service: "events",
      operation: "PutEvents",
      input: {
        Entries: [
          {
            EventBusName: target.arn,
            DetailType: target.event?.detailType,
            Source: target.event?.source,
            Detail: payload,
          },
        ],
      },
    }),
  },
];

function kindOf(arn: string): TargetKind {
  const kind = KINDS.find(({ pattern }) => pattern.test(arn));
  if (!kind) throw new NotEmulated(`the target ${arn}`);
  return kind;
}

/** Whether a target can be called with a role only. Errors: NotEmulated for other targets. */
export const needsRole = (arn: string): boolean => kindOf(arn).needsRole;

/** The call that brings a delivery to its target. */
export const callOf = (delivery: Delivery): TargetCall => ({
  region: partsOf(delivery.target.arn).region,
  ...kindOf(delivery.target.arn).call(delivery),
});
