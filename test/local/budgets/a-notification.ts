/** An alarm on what was spent, as the API takes it. */
export function aNotification(changes: object = {}, Subscribers = [subscriber("ada@example.com")]) {
  const Notification = {
    NotificationType: "ACTUAL",
    ComparisonOperator: "GREATER_THAN",
    Threshold: 80,
    ...changes,
  };
  return { Notification, Subscribers };
}

/** Somebody who is told. */
export function subscriber(Address: string, SubscriptionType = "EMAIL") {
  return { SubscriptionType, Address };
}
