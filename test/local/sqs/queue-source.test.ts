import { expect, it } from "vitest";
import { queueSource } from "../../../local/services/sqs/queue-source.ts";
import { ACCOUNT, REGION, someQueues } from "./a-queue.ts";

const arnOf = (name: string) => `arn:aws:sqs:${REGION}:${ACCOUNT}:${name}`;

it("whoever waits at a queue is told of what comes there, be it sent or given up elsewhere, and of nothing else", async () => {
  const { world, queue, ask, receive, pass } = someQueues();
  const told: string[] = [];
  for (const name of ["dead", "live", "other"])
    queueSource(world).subscribe(arnOf(name), () => told.push(name));
  await queue("dead");
  const QueueUrl = await queue("live", {
    RedrivePolicy: JSON.stringify({ deadLetterTargetArn: arnOf("dead"), maxReceiveCount: 1 }),
  });
  await ask("SendMessage", { QueueUrl, MessageBody: "a" });
  expect(told).toEqual(["live"]);
  await receive(QueueUrl);
  await pass(30);
  await receive(QueueUrl);
  expect(told).toEqual(["live", "dead"]);
});
