const names = (list: string): ReadonlySet<string> => new Set(list.split(' '));

/** Elements whose content is never article text. */
export const NEVER_TEXT = names(
  'script style noscript template svg iframe button input select textarea object embed video audio canvas dialog menu map math head link meta nav footer figcaption label datalist progress picture img source option',
);

/** Elements that begin a new block of text. */
export const BLOCKS = names(
  'address article aside blockquote body center dd details div dl dt fieldset figure form h1 h2 h3 h4 h5 h6 header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul',
);

/** Elements whose text a reader does not see. */
export const UNSEEN = names('script style noscript template head');

/** Blocks that hold one run of text, so that the body container is never one of them. */
export const LEAF_BLOCKS = names('p li tr td blockquote ul ol table tbody pre');
