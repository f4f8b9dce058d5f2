import type { ApiRecord } from "./apis.ts";
import type { HttpApiDependencies } from "./dependencies.ts";

/** How a request was answered. */
interface Answered {
  readonly api: ApiRecord;
  readonly status: number;
  /** Milliseconds. */
  readonly latency: number;
  readonly at: number;
}

/** Gives CloudWatch the numbers about one request (API Gateway DG, http-api-metrics). */
export function giveMetrics(
  { metric }: HttpApiDependencies,
  { api, status, latency, at }: Answered,
): void {
  if (!metric) return;
  const { account, region, id: ApiId } = api;
  const isIn = (hundred: number) => (Math.floor(status / 100) === hundred ? 1 : 0);
  const values = { Count: 1, "4xx": isIn(4), "5xx": isIn(5), Latency: latency };
  const common = { account, region, namespace: "AWS/ApiGateway", dimensions: { ApiId }, at };
  for (const [name, value] of Object.entries(values)) metric({ ...common, name, value });
}
