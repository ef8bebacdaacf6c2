import { isCorrectionLabel, readCorrection } from './read-correction.js';

const DAY = '2021-03-04T00:00:00Z';

it.each([
  ['Correction: An earlier version of this article misstated the age of the captain.', 'correction', null],
  ['CORRECTION, March 4, 2021: The ferry carries forty people, not four hundred.', 'correction', DAY],
  ['Correction (4 March 2021): the ferry carries forty people, not four hundred.', 'correction', DAY],
  ['An earlier version of this story gave the wrong name of the harbour.', 'correction', null],
  ['The name of the harbour was misspelled in an earlier version of this article.', 'correction', null],
  ['This article was amended on 4 March 2021 to correct the name of the harbour.', 'correction', DAY],
  ['This story has been updated with comments from the harbour master.', 'update', null],
  ['This story was first published on Monday and has been updated.', 'update', null],
  [
    '(This March 4 story has been corrected to fix the name of the harbour in paragraph 3)',
    'correction',
    null,
  ],
  ['(This story corrects the name of the harbour in paragraph three.)', 'correction', null],
  ['UPDATE: The harbour master said on Friday that all ferries run again.', 'update', null],
  ['Clarification: The fare is that of a single journey, not of a return.', 'clarification', null],
  ['Editor’s note: The author is a member of the harbour council.', 'editors-note', null],
  ['We have updated this article to reflect what the council decided.', 'update', null],
  ['تصحيح: ذكرت نسخة سابقة من هذا الخبر اسم الميناء خطأ.', 'correction', null],
  ['تحديث: أعلنت إدارة الميناء استئناف رحلات العبارات مساء اليوم.', 'update', null],
  ['تم تحديث هذا الخبر بإضافة تصريحات مدير الميناء.', 'update', null],
  ['Korrektur: In einer früheren Version dieses Artikels stand ein falscher Name.', 'correction', null],
  ['Dieser Artikel wurde am 4. März 2021 aktualisiert.', 'update', DAY],
  ['Anmerkung der Redaktion: Der Autor sitzt im Rat des Hafens.', 'editors-note', null],
  ['Rectificatif : une version précédente de cet article citait un autre port.', 'correction', null],
  ['Cet article a été mis à jour le 4 mars 2021.', 'update', DAY],
  ['Fe de erratas: el transbordador lleva cuarenta personas y no cuatrocientas.', 'correction', null],
  ['Uma versão anterior desta reportagem trazia o nome errado do porto.', 'correction', null],
  ['Errata corrige: il traghetto porta quaranta persone, non quattrocento.', 'correction', null],
  ['In een eerdere versie van dit artikel stond een verkeerde naam.', 'correction', null],
  ['Исправление: в предыдущей версии статьи было неверно указано имя капитана.', 'correction', null],
  ['【訂正】当初の記事では船長の名前を誤って伝えていました。', 'correction', null],
  ['更正：本文早前版本写错了港口的名字。', 'correction', null],
])('reads %s', (text, kind, date) => {
  expect(readCorrection(text)).toEqual({ kind, text, date });
});

it.each([
  'Updated: Wednesday, March 4, 2021 at 10:30 a.m. Eastern Time',
  'Updated 4 March 2021, 10:30 GMT',
  'Update on the talks in the northern harbour: ministers meet again on Friday.',
  'Corrections officers found the men in a boat off the northern harbour.',
  'The report was updated on Monday to include figures of the northern harbour.',
  'The government said that the law was corrected last year after a long dispute.',
  'The original version of the painting hangs in a museum in the northern harbour.',
  'Correction: .',
  'Editor’s note: Sign up for our newsletter to get the news of the harbour.',
  'تحديث الأسطول يحتاج إلى مليون دولار بحسب إدارة الميناء.',
])('leaves %s', (text) => {
  expect(readCorrection(text)).toBeNull();
});

it('knows a label that stands alone', () => {
  expect(['Correction', 'Corrections:', 'Editor’s Note', 'تصحيح:'].map(isCorrectionLabel)).toEqual(
    Array(4).fill(true),
  );
  expect(isCorrectionLabel('Corrections officers meet')).toBe(false);
});

it('takes its date from what the note says of itself, not from what it tells of', () => {
  const text = 'Correction: the ferry sank on 4 March 2021, not on 5 March 2021.';
  expect(readCorrection(text)?.date).toBeNull();
});
