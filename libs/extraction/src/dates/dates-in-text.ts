import { UNSEEN } from '../page/element-names.js';
import type { PageElement } from '../page/page-tree.js';
import { collapseSpace } from '../text/collapse-space.js';

const NOT_THE_ARTICLE =
  /(?<!(?:post|entry|article|story)[-_]?)footer|copyright|comment|related|sidebar|widget/i;
const NOT_A_DATE_LINE = /©|copyright|rights reserved|cookie/i;
const PUBLISHED_WORD =
  /publi|post(?:ed)?\b|erschien|veröff|stand:|date|written|dodan|aktualn|opubl|\bvom |\bon |\ble |\bel |нов|дата|نشر|تاريخ/i;
/** A story that begins with its date: "12.03.2020 The council …". */
const STARTS_WITH_DAY =
  /^\d{1,2}\.\s?\d{1,2}\.\s?(?:19|20)\d\d\s|^\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\s?(?:[-–|,•·]|\d{1,2}[:h.]\d\d)/;
/** Four digits of any script that may be a year of some calendar, or the name of an era. */
const YEAR = /(?:19|20|25|1[34])\d\d|[^\P{Nd}0-9]{4}|令和|平成|民國/u;
const SHORT_LINE = 40;
const LINES_LOOKED_AT = 4000;

/**
 * Lines of the page that print a date: short ones, or ones with a word for publishing. Footers and comments
 * are left out.
 */
export function datesInText(root: PageElement): string[] {
  const found: DateLines = { lines: [], looked: 0 };
  addLines(root, found);
  return found.lines;
}

interface DateLines {
  lines: string[];
  /** Number of texts examined. */
  looked: number;
}

function addLines(element: PageElement, found: DateLines): void {
  for (const child of element.children) {
    if (found.looked > LINES_LOOKED_AT) return;
    if (child.kind === 'text') {
      found.looked += 1;
      const line = child.text.length < 1000 && YEAR.test(child.text) ? collapseSpace(child.text) : '';
      if (isDateLine(line)) found.lines.push(line);
    } else if (isOfArticle(child)) {
      addLines(child, found);
    }
  }
}

function isOfArticle({ name, attributes }: PageElement): boolean {
  return (
    !UNSEEN.has(name) &&
    name !== 'footer' &&
    !NOT_THE_ARTICLE.test(`${attributes['class'] ?? ''} ${attributes['id'] ?? ''}`)
  );
}

function isDateLine(line: string): boolean {
  if (line.length < 6 || line.length > 400 || NOT_A_DATE_LINE.test(line)) return false;
  return (
    STARTS_WITH_DAY.test(line) || line.length < SHORT_LINE || (line.length < 120 && PUBLISHED_WORD.test(line))
  );
}
