export type { DateHints } from './date-hints.js';
export { monthNumber } from './month-names.js';
export { readDate, readWholeDate, type StatedDate, type WholeDate } from './read-date.js';
export { readMachineDate } from './machine-date.js';
