import { mongo } from 'mongoose';

/** A document as it stands in a command or an answer. */
export type Doc = Record<string, unknown>;

/** A request of a client, with the documents of its sequences under their names. */
export interface Request {
  id: number;
  opCode: number;
  body: Doc;
}

const HEADER = 16;
const OP_REPLY = 1;
/** Drivers say hello in it, before they know whether the server understands OP_MSG. */
const OP_QUERY = 2004;
const OP_MSG = 2013;
const { serialize, deserialize } = mongo.BSON;

/** Cuts the requests that are whole from the bytes that came so far (MongoDB wire protocol, OP_MSG and the hello in OP_QUERY). */
export function readRequests(bytes: Buffer): { requests: Request[]; rest: Buffer } {
  const requests: Request[] = [];
  let rest = bytes;
  while (rest.length >= HEADER && rest.length >= rest.readInt32LE(0)) {
    const length = rest.readInt32LE(0);
    requests.push(readRequest(rest.subarray(0, length)));
    rest = rest.subarray(length);
  }
  return { requests, rest };
}

/** The bytes of an answer, in the form in which the client asked. */
export function answerTo({ id, opCode }: Request, reply: Doc): Buffer {
  const document = serialize(reply);
  const isMessage = opCode === OP_MSG;
  // Flags and one section; or the flags, cursor, start and number of an OP_REPLY.
  const before = Buffer.alloc(isMessage ? 5 : 20);
  if (!isMessage) before.writeInt32LE(1, 16);
  const header = Buffer.alloc(HEADER);
  header.writeInt32LE(HEADER + before.length + document.length, 0);
  header.writeInt32LE(id, 8);
  header.writeInt32LE(isMessage ? OP_MSG : OP_REPLY, 12);
  return Buffer.concat([header, before, document]);
}

function readRequest(message: Buffer): Request {
  const id = message.readInt32LE(4);
  const opCode = message.readInt32LE(12);
  if (opCode === OP_MSG) return { id, opCode, body: readSections(message) };
  if (opCode !== OP_QUERY)
    throw new Error(`the played MongoDB does not speak the wire protocol's opcode ${opCode}`);
  const query = message.indexOf(0, HEADER + 4) + 1 + 8;
  return { id, opCode, body: deserialize(message.subarray(query)) };
}

function readSections(message: Buffer): Doc {
  const body: Doc = {};
  let at = HEADER + 4;
  while (at < message.length) {
    const kind = message[at];
    const length = message.readInt32LE(at + 1);
    const section = message.subarray(at + 1, at + 1 + length);
    if (kind === 0) Object.assign(body, deserialize(section));
    else body[section.toString('utf8', 4, section.indexOf(0, 4))] = readSequence(section);
    at += 1 + length;
  }
  return body;
}

function readSequence(section: Buffer): Doc[] {
  const documents: Doc[] = [];
  for (let at = section.indexOf(0, 4) + 1; at < section.length; at += section.readInt32LE(at))
    documents.push(deserialize(section.subarray(at, at + section.readInt32LE(at))));
  return documents;
}
