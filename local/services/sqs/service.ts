import * as sdk from "@aws-sdk/client-sqs";
import type { Service, World } from "../../kernel/service.ts";
import { attributeOperations } from "./attribute-operations.ts";
import type { SqsDependencies } from "./dependencies.ts";
import { measured } from "./measured.ts";
import { queueOperations } from "./queue-operations.ts";
import { receiveMessage } from "./receive-message.ts";
import { queuePolicyType, queueType } from "./resources.ts";
import { sendMessage } from "./send-message.ts";
import { changeMessageVisibility, deleteMessage } from "./settle-message.ts";

/** Amazon SQS: standard queues, as dead letters and a lease holder's clients need them. */
export function sqsService(_world: World, dependencies: SqsDependencies): Service {
  return {
    signingName: "sqs",
    protocol: "awsJson1_0",
    target: "AmazonSQS",
    sdk,
    operations: {
      ...queueOperations(dependencies),
      ...attributeOperations,
      SendMessage: measured(dependencies, sendMessage),
      ReceiveMessage: measured(dependencies, receiveMessage),
      DeleteMessage: measured(dependencies, deleteMessage),
      ChangeMessageVisibility: changeMessageVisibility,
    },
    resources: [queueType(dependencies), queuePolicyType],
  };
}
