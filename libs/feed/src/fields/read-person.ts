import { FEED_LIMITS } from '../feed.limits.js';
import { allOf, firstOf, type FeedNode } from '../xml/feed-node.js';
import type { FeedPerson } from '../feed.types.js';
import { collapse, decodeReferences, textOfHtml } from '../text/html-text.js';
import { resolveUrl } from '../text/resolve-url.js';

const EMAIL = /[^\s<>()@,;:"'[\]]+@[^\s<>()@,;:"'[\]]+\.[^\s<>()@,;:"'[\]]+/;

const EDGES = /^["',;\s]+|["',;\s]+$/g;
/** Between a name and an address some write a sign, between two people a word. */
const EDGES_OF_MAILBOX = /^(?:["',;:|&\s/-]|(?:and|und|et|y|e|og|och)\s)+|["',;:|&\s/-]+$/gi;

/**
 * A person in RSS form: `mail (Name)`, `Name <mail>`, `Name (mail)`, or either alone. Null when empty or too
 * long.
 */
export function readPerson(text: string): FeedPerson | null {
  if (text.length > FEED_LIMITS.personLength) return null;
  // HTML parsing would drop `<mail>`, so only text without an address is read as HTML.
  const plain = collapse(text.includes('@') ? text : textOfHtml(text)).replace(/^mailto:/i, '');
  const email = EMAIL.exec(plain)?.[0] ?? null;
  const rest =
    email === null
      ? plain
      : plain
          .replace(email, '')
          .replace(/mailto:/gi, ' ')
          .replace(/\(\s*\)|<\s*>|\[\s*\]/g, ' ');
  const said = collapse(rest).replace(email === null ? EDGES : EDGES_OF_MAILBOX, '');
  const name = (email === null ? undefined : /^\(([^()]+)\)$/.exec(said)?.[1]?.trim()) ?? said;
  return name === '' && email === null ? null : { name: name === '' ? null : name, email, url: null };
}

/** The people in the children of these names, structured or plain. */
export function readPeople(node: FeedNode, ...names: string[]): FeedPerson[] {
  const people = allOf(node, ...names).flatMap(readPersonNode);
  return withoutTwins(people);
}

/** Each person once. */
export function withoutTwins(people: readonly (FeedPerson | null)[]): FeedPerson[] {
  const [only] = people;
  if (people.length < 2) return only ? [only] : [];
  const seen = new Set<string>();
  return people.filter((person): person is FeedPerson => {
    if (person === null) return false;
    const key = JSON.stringify([person.name ?? person.email, person.url]);
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

/** Behind a comma, and before a word or sign that joins two people. */
const BETWEEN_MAILBOXES = /(?<=[,;])|(?<=[)>\s])(?=(?:and|und|et|y|e|og|och)\s|&|\/)/i;

/**
 * Two mailboxes in one element are two people. A comma within a name (`Doe, Jo <jo@a.test>`) separates
 * nothing.
 */
function readMailboxes(text: string): (FeedPerson | null)[] {
  const isOne = text.length > FEED_LIMITS.personLength || text.indexOf('@') === text.lastIndexOf('@');
  if (isOne) return [readPerson(text)];
  const mailboxes: string[] = [];
  let begun = '';
  for (const part of decodeReferences(text).split(BETWEEN_MAILBOXES)) {
    begun += part;
    if (!part.includes('@')) continue;
    mailboxes.push(begun);
    begun = '';
  }
  const last = mailboxes.pop() ?? '';
  return [...mailboxes, last + begun].map((mailbox) => readPerson(mailbox.replace(/[,;]\s*$/, '')));
}

function readPersonNode(node: FeedNode): FeedPerson | null | (FeedPerson | null)[] {
  const textOf = (...names: string[]): string | null => {
    const found = firstOf(node, ...names);
    return found && found.text.length <= FEED_LIMITS.personLength ? collapse(found.text) : null;
  };
  const address = firstOf(node, 'uri', 'url', 'homepage', 'atom:uri');
  const url = address ? resolveUrl(address.text, address.base) : null;
  const name = textOf('name', 'atom:name', 'itunes:name');
  const email = textOf('email', 'atom:email', 'itunes:email')?.replace(/^mailto:/i, '') ?? null;
  if (name === null && email === null && url === null) return readMailboxes(node.text);
  if (name !== null && email === null) return { ...(readPerson(name) ?? { name, email }), url };
  return { name, email, url };
}
