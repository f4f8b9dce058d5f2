import { NotEmulated } from "../../../kernel/aws-error.ts";

/** Errors: NotEmulated for sizes of item collections, which only tables with local indexes have. */
export function checkMetrics(sent: { readonly ReturnItemCollectionMetrics?: string | undefined }) {
  const { ReturnItemCollectionMetrics: asked } = sent;
  if (asked !== undefined && asked !== "NONE") {
    throw new NotEmulated("the parameter ReturnItemCollectionMetrics of DynamoDB");
  }
}
