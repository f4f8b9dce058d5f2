import {
  ComparisonOperator,
  type Notification,
  NotificationType,
  type NotificationWithSubscribers,
  type Subscriber,
  ThresholdType,
} from "@aws-sdk/client-budgets";
import { invalid, tooMany } from "./failures.ts";
import type { NotificationRecord } from "./records.ts";

/** Notifications of a budget, and those who are told (User Guide, "Quotas and restrictions"). */
const MOST = { notifications: 10, emails: 10, topics: 1 };
const HIGHEST_THRESHOLD = 15_000_000_000_000;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const TOPIC = /^arn:aws:sns:[a-z0-9-]+:\d{12}:[\w-]+(\.fifo)?$/;

const isOneOf = (values: object, value: string): boolean => Object.values(values).includes(value);

function checkNotification(notification: Notification): void {
  const { NotificationType: type = "", ComparisonOperator: operator = "" } = notification;
  const { Threshold = Number.NaN, ThresholdType: kind = "PERCENTAGE" } = notification;
  const isKnown =
    isOneOf(NotificationType, type) &&
    isOneOf(ComparisonOperator, operator) &&
    isOneOf(ThresholdType, kind);
  if (!isKnown) throw invalid("The notification has a value that is not known.");
  if (!(Threshold >= 0 && Threshold <= HIGHEST_THRESHOLD)) {
    throw invalid("The threshold of the notification is out of range.");
  }
}

function isAddress({ SubscriptionType, Address = "" }: Subscriber): boolean {
  if (SubscriptionType === "EMAIL") return EMAIL.test(Address);
  return SubscriptionType === "SNS" && TOPIC.test(Address);
}

function checkSubscribers(subscribers: readonly Subscriber[]): void {
  if (subscribers.length === 0) throw invalid("A notification must have a subscriber.");
  if (!subscribers.every(isAddress)) throw invalid("The address of a subscriber is not valid.");
  const topics = subscribers.filter(({ SubscriptionType }) => SubscriptionType === "SNS").length;
  if (topics > MOST.topics || subscribers.length - topics > MOST.emails) {
    throw tooMany("A notification can have one SNS subscriber and up to 10 email subscribers.");
  }
}

function recordOf({ Notification, Subscribers = [] }: NotificationWithSubscribers) {
  if (!Notification) throw invalid("Notification is required.");
  checkNotification(Notification);
  checkSubscribers(Subscribers);
  const notification: Notification = {
    ...Notification,
    ThresholdType: Notification.ThresholdType ?? "PERCENTAGE",
    NotificationState: "OK",
  };
  return { notification, subscribers: Subscribers };
}

/** What tells a notification from the others of its budget. */
export const keyOf = (notification: Notification): string =>
  [
    notification.NotificationType,
    notification.ComparisonOperator,
    notification.Threshold,
    notification.ThresholdType ?? "PERCENTAGE",
  ].join(" ");

/** Notifications, checked. Throws InvalidParameterException and CreationLimitExceededException. */
export function notificationsFrom(
  asked: readonly NotificationWithSubscribers[],
): readonly NotificationRecord[] {
  const records = asked.map(recordOf);
  if (records.length > MOST.notifications)
    throw tooMany("A budget can have up to 10 notifications.");
  const keys = new Set(records.map(({ notification }) => keyOf(notification)));
  if (keys.size < records.length) throw invalid("A budget can't have a notification twice.");
  return records;
}
