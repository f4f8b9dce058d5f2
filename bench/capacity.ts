import { closeAtOnce } from "./capacity/closures.ts";
import { createAtOnce } from "./capacity/creations.ts";
import { told } from "./capacity/result.ts";

/** `npx node bench/capacity.ts`: how close creating and closing many accounts at once comes to what AWS allows. */
process.stdout.write(`${told("creations", await createAtOnce(200))}\n`);
process.stdout.write(`${told("closures", await closeAtOnce(240))}\n`);
process.stdout.write(`${told("closures", await closeAtOnce(300))}\n`);
