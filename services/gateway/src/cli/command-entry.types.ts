import type { Command, DailyContext, Voice } from './command.js';
import type { GatewayClient } from './backend/gateway-client.js';
import type { Variables } from './backend/read-place.js';

/** The context of a command about the command line itself. */
export interface ListContext extends Voice {
  commands: readonly Entry[];
}

/** The context of a command that only asks how things are. */
export interface LookContext extends Voice {
  client: GatewayClient;
  variables: Variables;
  now(): Date;
}

/**
 * A command as the list has it. `needs` says what it works with: daily work goes to a gateway or to the stores; some commands need the
 * stores, some a gateway, some nothing. A command is loaded when it is called: Kafka, MongoDB and the schemas take seconds to load.
 */
export type Entry = { name: string; summary: string } & (
  | { needs: 'backend'; load(): Promise<Command<DailyContext>> }
  | { needs: 'stores'; load(): Promise<Command> }
  | { needs: 'gateway'; load(): Promise<Command<LookContext>> }
  | { needs: 'nothing'; load(): Promise<Command<ListContext>> }
);
