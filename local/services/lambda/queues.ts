import type { LambdaDependencies } from "./dependencies.ts";
import type { FunctionRecord } from "./functions.ts";
import { roleSession } from "./role-session.ts";

/** A message for a queue. */
export interface QueueMessage {
  readonly queueArn: string;
  readonly body: string;
  readonly attributes?: object;
}

/** The address of a queue, from its ARN. */
function queueUrl(queueArn: string): string {
  const [, , , region, account, name] = queueArn.split(":");
  return `https://sqs.${region}.amazonaws.com/${account}/${name}`;
}

/**
 * Sends a message to a queue as the function's role, which must be allowed to. A message that is refused
 * is lost, as with Lambda (which counts it in DestinationDeliveryFailures or DeadLetterErrors).
 */
export async function sendAsRole(
  dependencies: LambdaDependencies,
  record: FunctionRecord,
  { queueArn, body, attributes }: QueueMessage,
): Promise<void> {
  try {
    await dependencies.dispatch({
      principal: roleSession(dependencies, record).principal,
      region: queueArn.split(":")[3] ?? record.region,
      service: "sqs",
      operation: "SendMessage",
      input: {
        QueueUrl: queueUrl(queueArn),
        MessageBody: body,
        ...(attributes && { MessageAttributes: attributes }),
      },
    });
  } catch {
    // The trace shows the refused call; there is nobody to tell.
  }
}
