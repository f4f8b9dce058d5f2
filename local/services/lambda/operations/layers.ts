import type { ListLayersRequest, ListLayersResponse } from "@aws-sdk/client-lambda";
import type { Operation } from "../../../kernel/service.ts";

/** Layers cannot be made here, so that there are none. Nukes ask for them. */
const list: Operation<ListLayersRequest, ListLayersResponse> = {
  authorize: () => [{ action: "lambda:ListLayers", resource: "*" }],
  run: () => ({ Layers: [] }),
};

export const layerOperations = { ListLayers: list };
