export interface XmlElement {
  /** Canonical: the prefix of `NAMESPACES` whatever the document wrote, none for the feed's own vocabulary. */
  name: string;
  /** References decoded, names in lower case. */
  attributes: Readonly<Record<string, string>>;
  /** Base address in scope: of xml:base, or what the caller gave. `lang` is that of xml:lang. */
  base: string | null;
  lang: string | null;
}

export interface XmlContent {
  text: string;
  /** The text is a fragment of inline markup with absolute addresses, not characters. */
  isMarkup: boolean;
}

/** Gets the known elements of a feed in document order. */
export interface XmlSink {
  open(element: XmlElement): void;
  /** `isComplete` is false for what the end of a cut-off document closed, and for an item that is nothing but its tag. */
  close(element: XmlElement, content: XmlContent, isComplete: boolean): void;
}

export type XmlRoot = 'rss' | 'atom' | 'rdf' | 'cdf';

export interface ScanEnd {
  root: XmlRoot;
  /** The text stops inside the root element. */
  truncated: boolean;
  /** What is not well formed: `unclosed_elements`, `bare_ampersands`, `double_encoded`. */
  marks: string[];
}
