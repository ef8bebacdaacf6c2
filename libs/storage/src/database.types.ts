/** How a database is opened. */
export interface DatabaseOptions {
  uri: string;
  dbName: string;
  appName: string;
  /** Longest time that a connection may be silent in an operation, in milliseconds. It is then given up. */
  timeoutMs?: number;
  log: (level: 'info' | 'warn' | 'error', message: string, fields?: object) => void;
}
