/**
 * What a demonstration adds to a publisher's pack lies in `demo/<publisher>/` of the content folder. `loadPack` reads it
 * only for a deployment that is a demonstration (server/platform/demonstration.ts), and whatever it adds says
 * “Demonstration” wherever it is shown.
 */

/** Below the content folder, beside the packs. */
export const demoFolder = (publisher: string): string => `demo/${publisher}`;
