import { InvalidLoggingConfiguration, type LoggingConfiguration } from "@aws-sdk/client-sfn";

const LOG_GROUP = /^arn:aws:logs:[a-z0-9-]+:\d{12}:log-group:[\w./#-]+:\*$/u;

/**
 * Refuses a logging configuration that AWS would refuse. What is logged can be seen in the trace: the
 * local cloud writes no log events of state machines.
 */
export function checkLogging(logging: LoggingConfiguration | undefined): void {
  const { level = "OFF", destinations = [] } = logging ?? {};
  const arns = destinations.map(
    ({ cloudWatchLogsLogGroup }) => cloudWatchLogsLogGroup?.logGroupArn,
  );
  const isValid = arns.every((arn) => arn !== undefined && LOG_GROUP.test(arn));
  if (isValid && arns.length <= 1 && (level === "OFF" || arns.length === 1)) return;
  throw new InvalidLoggingConfiguration({
    message: "Invalid Logging Configuration: Must specify exactly one Log Destination.",
    $metadata: {},
  });
}
