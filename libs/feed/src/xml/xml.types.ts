export interface XmlElement {
  /**
   * Canonical: with the prefix of `NAMESPACES`, whatever the document wrote; without one for the feed's own
   * vocabulary.
   */
  name: string;
  /** References decoded, names in lower case. */
  attributes: Readonly<Record<string, string>>;
  /** The base address in scope, from xml:base or from the caller. `lang` comes from xml:lang. */
  base: string | null;
  lang: string | null;
}

export interface XmlContent {
  text: string;
  /** The text is a fragment of inline markup with absolute addresses, not plain characters. */
  isMarkup: boolean;
}

/** Receives the known elements of a feed in document order. */
export interface XmlSink {
  open(element: XmlElement): void;
  /**
   * `isComplete` is false if the end of a cut-off document closed the element, and for an item that consists
   * only of its start tag.
   */
  close(element: XmlElement, content: XmlContent, isComplete: boolean): void;
}

export type XmlRoot = 'rss' | 'atom' | 'rdf' | 'cdf';

export interface ScanEnd {
  root: XmlRoot;
  /** The text ends inside the root element. */
  truncated: boolean;
  /** Faults in the markup: `unclosed_elements`, `bare_ampersands`, `double_encoded`. */
  marks: string[];
  /** Start tags of entries that led to no whole entry: cut off, without content, or in a place where no entry can be. */
  lost: number;
}
