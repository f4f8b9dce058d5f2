// @middy/core's types import this optional peer; without it every Context silently becomes `any`.
declare module "@aws/durable-execution-sdk-js" {
  export type DurableContext = never;
}
