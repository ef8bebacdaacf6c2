import { mongo } from 'mongoose';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { Answer } from './replies.js';
import { answerTo, readRequests, type Doc, type Request } from './wire-protocol.js';

/** A statement of an `update` command. */
export interface UpdateStatement {
  q: Doc;
  u: Doc & Doc[];
  upsert?: boolean;
  multi?: boolean;
}

/** A command as it was sent; the fields that specs look at have their types. */
export interface Command extends Doc {
  filter?: Doc;
  sort?: Doc;
  projection?: Doc;
  limit?: number;
  batchSize?: number;
  pipeline?: Doc[];
  query?: Doc;
  update?: Doc & Doc[];
  updates?: UpdateStatement[];
  documents?: Doc[];
  deletes?: { q: Doc; limit: number }[];
}

type Script = Answer | ((command: Command) => Answer);

const GREETINGS = new Set(['hello', 'ismaster', 'isMaster']);
const DEFAULT_BATCH = 101;

/**
 * A MongoDB that a spec plays: the primary of a replica set, which speaks the wire protocol over TCP. It keeps nothing:
 * commands are recorded and answered by the spec's script, and those without a script as if all went well and nothing
 * was found.
 */
export class PlayedMongo {
  readonly commands: Command[] = [];
  private readonly scripts = new Map<string, Script[]>();
  private readonly sockets = new Set<Socket>();
  private readonly cursors = new Map<number, { ns: string; rest: Doc[] }>();
  private lastCursor = 0;

  private constructor(private readonly server: Server) {
    server.on('connection', (socket) => {
      this.serve(socket);
    });
  }

  static async start(): Promise<PlayedMongo> {
    const played = new PlayedMongo(createServer());
    await new Promise<void>((resolve) => played.server.listen(0, '127.0.0.1', resolve));
    return played;
  }

  get uri(): string {
    return `mongodb://${this.address}/?replicaSet=played`;
  }

  /**
   * Answers the next commands of a name and collection (`find pages`), one answer each. Several calls add up; a function
   * makes its answer of the command.
   */
  answer(key: string, ...answers: Script[]): this {
    this.scripts.set(key, [...(this.scripts.get(key) ?? []), ...answers]);
    return this;
  }

  /** The commands of a name and collection, in order. */
  sent(key: string): Command[] {
    return this.commands.filter((command) => keyOf(command) === key);
  }

  /** The only command of its kind. Throws if there are none or several. */
  only(key: string): Command {
    const [command, ...others] = this.sent(key);
    if (command && others.length === 0) return command;
    const all = this.commands.map(keyOf).join(', ');
    throw new Error(`"${key}" was sent ${others.length + (command ? 1 : 0)} times, not once: ${all}`);
  }

  /** The statements of all updates of a collection, in order. */
  updates(collection: string): UpdateStatement[] {
    return this.sent(`update ${collection}`).flatMap(({ updates = [] }) => updates);
  }

  /** The documents of all inserts into a collection, in order. */
  inserted(collection: string): Doc[] {
    return this.sent(`insert ${collection}`).flatMap(({ documents = [] }) => documents);
  }

  /** The filters of all deletes from a collection, in order. */
  deleted(collection: string): Doc[] {
    return this.sent(`delete ${collection}`).flatMap(({ deletes = [] }) => deletes.map(({ q }) => q));
  }

  /** Forgets commands and script. Returns the kinds of commands for which answers were left. */
  reset(): string[] {
    const left = [...this.scripts].filter(([, answers]) => answers.length > 0).map(([key]) => key);
    this.commands.length = 0;
    this.scripts.clear();
    this.cursors.clear();
    return left;
  }

  async stop(): Promise<void> {
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  private get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private serve(socket: Socket): void {
    let waiting: Buffer = Buffer.alloc(0);
    this.sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => this.sockets.delete(socket));
    socket.on('data', (bytes: Buffer) => {
      const { requests, rest } = readRequests(Buffer.concat([waiting, bytes]));
      waiting = rest;
      for (const request of requests) this.take(socket, request);
    });
  }

  private take(socket: Socket, request: Request): void {
    const reply = GREETINGS.has(nameOf(request.body)) ? this.greeting() : this.replyTo(request.body);
    if (reply === 'cut') socket.destroy();
    else if (reply !== 'silence') socket.write(answerTo(request, { ok: 1, ...reply }));
  }

  private replyTo(command: Command): Doc | 'silence' | 'cut' {
    this.commands.push(command);
    const script = this.scripts.get(keyOf(command))?.shift() ?? { reply: {} };
    const answer = typeof script === 'function' ? script(command) : script;
    if (answer === 'silence' || answer === 'cut') return answer;
    if ('documents' in answer) return this.firstBatch(command, answer.documents);
    return { ...this.goodReply(command), ...answer.reply };
  }

  private goodReply(command: Command): Doc {
    const { updates = [], documents = [], deletes = [] } = command;
    switch (nameOf(command)) {
      case 'find':
      case 'aggregate':
      case 'listIndexes':
        return this.firstBatch(command, []);
      case 'getMore':
        return this.nextBatch(command);
      case 'killCursors':
        return { cursorsKilled: command['cursors'] };
      case 'insert':
        return { n: documents.length };
      case 'update':
        return { n: updates.length, nModified: updates.length };
      case 'delete':
        return { n: deletes.length };
      case 'findAndModify':
        return { value: null, lastErrorObject: { n: 0, updatedExisting: false } };
      case 'distinct':
        return { values: [] };
      default:
        return {};
    }
  }

  private firstBatch(command: Command, found: Doc[]): Doc {
    const size = command.batchSize ?? (command['cursor'] as Doc | undefined)?.['batchSize'] ?? DEFAULT_BATCH;
    const id = command['singleBatch'] ? 0 : ++this.lastCursor;
    const ns = `${String(command['$db'])}.${collectionOf(command)}`;
    const { batch, cursor } = this.cutBatch({ id, ns, found, size: Number(size) });
    return { cursor: { ...cursor, firstBatch: batch } };
  }

  private nextBatch(command: Command): Doc {
    const id = Number(command['getMore']);
    const { ns, rest: found } = this.cursors.get(id) ?? { ns: '', rest: [] };
    const { batch, cursor } = this.cutBatch({ id, ns, found, size: command.batchSize ?? found.length });
    return { cursor: { ...cursor, nextBatch: batch } };
  }

  private cutBatch({ id, ns, found, size }: { id: number; ns: string; found: Doc[]; size: number }) {
    const rest = found.slice(size);
    const isOpen = id !== 0 && rest.length > 0;
    if (isOpen) this.cursors.set(id, { ns, rest });
    else this.cursors.delete(id);
    return { batch: found.slice(0, size), cursor: { id: mongo.Long.fromNumber(isOpen ? id : 0), ns } };
  }

  private greeting(): Doc {
    const { address } = this;
    return {
      helloOk: true,
      ismaster: true,
      isWritablePrimary: true,
      setName: 'played',
      hosts: [address],
      me: address,
      primary: address,
      maxBsonObjectSize: 16_777_216,
      maxMessageSizeBytes: 48_000_000,
      maxWriteBatchSize: 100_000,
      logicalSessionTimeoutMinutes: 30,
      minWireVersion: 0,
      maxWireVersion: 25,
    };
  }
}

const nameOf = (command: Doc): string => Object.keys(command)[0] ?? '';

function collectionOf(command: Doc): string {
  const name = nameOf(command);
  const value = name === 'getMore' ? command['collection'] : command[name];
  return typeof value === 'string' ? value : '';
}

const keyOf = (command: Doc): string => `${nameOf(command)} ${collectionOf(command)}`.trim();
