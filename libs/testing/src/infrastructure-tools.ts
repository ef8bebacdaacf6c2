// What `npm start` and the tests share is plain .mjs that runs before anything is built, and so is no project of the workspace.
// eslint-disable-next-line @nx/enforce-module-boundaries
export { freePort, startEmbedded, SupervisedProcess } from '../../../tools/infrastructure/index.ts';
// eslint-disable-next-line @nx/enforce-module-boundaries
export type { EmbeddedServer } from '../../../tools/infrastructure/index.ts';
