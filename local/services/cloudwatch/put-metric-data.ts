import type { MetricDatum, PutMetricDataCommandInput } from "@aws-sdk/client-cloudwatch";
import { AwsError } from "../../kernel/aws-error.ts";
import { onlyMembers } from "../../kernel/only-members.ts";
import type { Call, Operation } from "../../kernel/service.ts";
import type { Datum } from "./alarms.ts";

const UNDERSTOOD = ["MetricName", "Dimensions", "Timestamp", "Value", "Unit"];

function datumOf(call: Call, namespace: string, given: MetricDatum): Datum {
  onlyMembers("cloudwatch:PutMetricData", given, UNDERSTOOD);
  const { MetricName: name = "", Value: value, Timestamp, Dimensions = [] } = given;
  if (value === undefined)
    throw new AwsError("MissingParameter", "The parameter MetricData.member.1.Value is required.");
  const { account, region, world } = call;
  return {
    ...{ account, region, namespace, name, value },
    dimensions: Object.fromEntries(Dimensions.map(({ Name = "", Value = "" }) => [Name, Value])),
    at: Timestamp?.getTime() ?? world.clock.now(),
  };
}

/** Takes in single values; sets of statistics and of values are not emulated. */
export const putMetricData = (
  record: (datum: Datum) => void,
): Operation<PutMetricDataCommandInput, object> => ({
  authorize: ({ Namespace = "" }) => [
    {
      action: "cloudwatch:PutMetricData",
      resource: "*",
      context: { "cloudwatch:namespace": Namespace },
    },
  ],
  run(input, call) {
    onlyMembers("cloudwatch:PutMetricData", input, ["Namespace", "MetricData"]);
    const { Namespace: namespace = "", MetricData = [] } = input;
    if (namespace.startsWith("AWS/"))
      throw new AwsError(
        "InvalidParameterValue",
        "The value AWS/ for parameter Namespace is invalid.",
      );
    const data = MetricData.map((given) => datumOf(call, namespace, given));
    for (const datum of data) {
      const { account: _account, region: _region, ...told } = datum;
      call.world.trace.tell({ kind: "metric", ...told });
      record(datum);
    }
    return {};
  },
});
