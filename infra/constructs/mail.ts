import { Stack } from "aws-cdk-lib";
import type { EventBus } from "aws-cdk-lib/aws-events";
import type { PolicyStatement } from "aws-cdk-lib/aws-iam";
import type { Construct } from "constructs";
import { MAILED_EVENTS } from "../../domain/mail/notice.ts";
import * as contract from "../../functions/send-mail/contract.ts";
import { identityOf, type MailConfiguration } from "../mail/schema.ts";
import { environmentOf } from "./environment.ts";
import { BATCH_TIMEOUT, CONSUMING, eventQueue, feed } from "./event-queue.ts";
import { MayflyFunction } from "./function.ts";
import { allow } from "./permissions.ts";
import type { Site } from "./site.ts";

/** Tells people by e-mail; nothing is made without configuration. */
export function mail(scope: Construct, site: Site, bus: EventBus): void {
  const settings = site.configuration.notifications?.mail;
  if (settings === undefined) return;
  const queue = eventQueue(scope, site, {
    ...{ name: "mail", events: MAILED_EVENTS, bus },
    description: "Events of which people are told by e-mail",
  });
  const sender = new MayflyFunction(scope, "send-mail", {
    ...{ site, contract },
    environment: {
      ...environmentOf(site).table,
      MAIL_FROM: `${settings.name} <${settings.from}>`,
      MAIL_REPLY_TO: settings.replyTo ?? "",
      MAIL_CONFIGURATION_SET: settings.configurationSet ?? "",
    },
    may: [
      ...[site.ledger.mayRead(), site.ledger.mayWriteTold("mail")],
      ...[allow(CONSUMING, [queue.queueArn]), maySend(Stack.of(scope), settings)],
    ],
    timeout: BATCH_TIMEOUT,
  });
  feed(sender, queue, "mail");
}

/** As nobody else, and by nothing else: SES asks for the identity, and for the configuration set that is named. */
function maySend(stack: Stack, settings: MailConfiguration): PolicyStatement {
  const arn = (resource: string, resourceName: string) =>
    stack.formatArn({ service: "ses", resource, resourceName });
  const { configurationSet, from } = settings;
  return allow(
    ["ses:SendEmail"],
    [
      arn("identity", identityOf(settings)),
      ...(configurationSet === undefined ? [] : [arn("configuration-set", configurationSet)]),
    ],
    { StringEquals: { "ses:FromAddress": from } },
  );
}
