import {
  type ChangeMessageVisibilityRequest,
  type DeleteMessageRequest,
  MessageNotInflight,
  ReceiptHandleIsInvalid,
} from "@aws-sdk/client-sqs";
import { queueOperation } from "./queue-operation.ts";
import { messagesOf } from "./queues.ts";
import { messageIdIn } from "./receive-message.ts";

/** Errors: ReceiptHandleIsInvalid. */
function idIn(handle = ""): string {
  const id = messageIdIn(handle);
  if (id !== undefined) return id;
  const message = `The input receipt handle "${handle}" is not a valid receipt handle.`;
  throw new ReceiptHandleIsInvalid({ message, $metadata: {} });
}

/** A message that is gone already is deleted too: the call may come twice. */
export const deleteMessage = queueOperation<DeleteMessageRequest, object>({
  name: "DeleteMessage",
  members: ["ReceiptHandle"],
  run(queue, { ReceiptHandle }, { world }) {
    messagesOf(world, queue).delete(idIn(ReceiptHandle));
    return {};
  },
});

export const changeMessageVisibility = queueOperation<ChangeMessageVisibilityRequest, object>({
  name: "ChangeMessageVisibility",
  members: ["ReceiptHandle", "VisibilityTimeout"],
  run(queue, { ReceiptHandle, VisibilityTimeout = 0 }, { world }) {
    const messages = messagesOf(world, queue);
    const message = messages.get(idIn(ReceiptHandle));
    const now = world.clock.now();
    if (!message || message.visibleAt <= now)
      throw new MessageNotInflight({
        message: "Message does not exist or is not available for visibility timeout change.",
        $metadata: {},
      });
    messages.set(message.id, { ...message, visibleAt: now + VisibilityTimeout * 1000 });
    return {};
  },
});
