import { foldDigits, normaliseText } from './normalise-text.js';

describe('normaliseText', () => {
  it.each([
    ['case, punctuation, white space', 'The  RIVER—rose,\n again!', 'the river rose again'],
    ['entities, named and numeric', 'Fish&nbsp;&amp; caf&eacute; &#8217;s &#x663;', 'fish cafe s 3'],
    ['unknown entity', 'a &nosuch; b', 'a nosuch b'],
    ['compatibility forms', 'ﬁne １２ m²', 'fine 12 m2'],
    ['invisible characters', 'co\u00adop\u200berate\ufeff', 'cooperate'],
    ['Arabic marks, alef, yeh, teh marbuta, tatweel', 'إِلى المدرسةِ كـــتاب', 'الي المدرسه كتاب'],
    ['Persian letters and digits', 'کتابی ۱۲۳', 'كتابي 123'],
    ['heh in the spellings of Persian and Urdu', 'خانۀ خانهٔ ہم ھم', 'خانه خانه هم هم'],
    ['Arabic-Indic and Devanagari digits', '٤٥ ९', '45 9'],
    ['Greek final sigma, upper and lower case', 'ΟΔΟΣ οδος ΆΛΦΑ', 'οδοσ οδοσ αλφα'],
    ['signs beyond the first plane part words', 'rain😀wind', 'rain wind'],
    ['Hindi vowels stay', 'कि का', 'कि का'],
    ['Japanese voicing stays', 'が か', 'が か'],
    ['currency signs stay', '$5 &euro;6', '$5 €6'],
    ['decimal part stays apart', '3.5 and 35', '3 5 and 35'],
  ])('%s', (_what, text, expected) => {
    expect(normaliseText(text)).toBe(expected);
  });

  it('reads a unit the same alone and among units that join', () => {
    const units = 'aÉßŒ…½ﬁ٤یة$€中한がй— \u00ad\u0301'.split('');
    for (const unit of units) expect(normaliseText(`${unit} कि`)).toBe(`${normaliseText(unit)} कि`.trim());
  });

  it('changes nothing when applied twice', () => {
    const once = normaliseText('Ÿes, إلى &amp;amp; ﬁ — ९');
    expect(normaliseText(once)).toBe(once);
  });
});

describe('foldDigits', () => {
  it('changes digits of any script and nothing else', () => {
    expect(foldDigits('١٬٢٠٠ ۳.۵ ९ A é')).toBe('1٬200 3.5 9 A é');
  });
});
