const MARKS = [' | ', ' - ', ' – ', ' — ', ' · ', ' » ', ' • ', ' :: ', ': '];
const SUFFIX = /^(.{15,}?)\s+(?:[|»·•]|::|[-–—])\s+([^|»]{2,45})$/u;

/** Longer ones are no titles, and would be searched by the square of their length. */
const LONGEST_TITLE = 1000;

/** A page title without the name of its site: the known name after any mark, else a short last part. */
export function stripSiteName(title: string, site: string | null): string {
  if (title.length > LONGEST_TITLE) return title;
  if (site) {
    for (const mark of MARKS) {
      if (title.toLowerCase().endsWith((mark + site).toLowerCase()))
        return title.slice(0, -(mark + site).length).trim();
    }
  }
  return SUFFIX.exec(title)?.[1]?.trim() ?? title;
}

/** What stands behind the last bar of a title: the name by which the page calls its site. */
export function siteNameOf(title: string): string | null {
  return /\s[|»]\s+([^|»]{2,80})$/u.exec(title)?.[1]?.trim() ?? null;
}
