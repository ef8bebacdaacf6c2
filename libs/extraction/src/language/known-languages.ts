/**
 * Languages that a text without a declaration is taken for, by their ISO 639-3 codes in franc's data: the
 * languages of most news. A small neighbour of a large language is left out, because between the two the
 * result would be a guess. It counts if a page declares it.
 */
export const NEWS_LANGUAGES: readonly string[] = [
  ...words(
    'afr amh arb azj bel ben bod bos bul cat ces ceb ckb cmn cym dan deu div ekk ell eng epo eus fao fin fra gle glg',
  ),
  ...words(
    'guj hat hau heb hin hrv hun hye ibo ind isl ita jpn kan kat kaz khk khm kin kir kor lao lat lit ltz lug lvs mal mar mkd',
  ),
  ...words(
    'mlt mri mya nld nno nob npi pan pbu pes plt pol por ron rus sin slk slv sna som sot spa srp swe swh als tam tat tel tgk',
  ),
  ...words('tgl tha tir tsn tso tuk tur uig ukr urd uzn vie xho ydd yor zlm zul'),
];

/** Languages in franc's data that count only if a page declares them. */
export const DECLARED_LANGUAGES: readonly string[] = words('ast bre cos fry gla jav oci roh san sun');

/** Letters of languages that franc's data lack. At one letter in two hundred they are not loan words. */
export const LANGUAGES_BY_LETTERS: readonly { language: string; letters: RegExp }[] = [
  { language: 'ckb', letters: /[ڕڵێ]/gu },
  { language: 'sd', letters: /[ڪڳٻڀٺڄڃڇڊڌ]/gu },
  { language: 'ba', letters: /ҙ/giu },
  { language: 'as', letters: /[ৰৱ]/gu },
  { language: 'or', letters: /\p{Script=Oriya}/gu },
];

/** Letters that the Cyrillic alphabet of a language lacks. */
export const FOREIGN_LETTERS: Readonly<Record<string, RegExp>> = {
  be: /[ищъїєґјљњћђџ]/giu,
  bg: /[ыэёіїєґўјљњћђџѓќѕ]/giu,
  mk: /[ъщьюяйыэёіїєґўћђ]/giu,
  ru: /[іїєґўјљњћђџѓќѕәғқңүұһө]/giu,
  sr: /[ъщьюяйыэёіїєґўѓќѕ]/giu,
  uk: /[ыъэёўјљњћђџ]/giu,
};

/**
 * Groups of languages that letter frequencies cannot separate, each with frequent words that the others of
 * its group spell differently. The first of a group is the result if no such word occurs.
 */
export const RELATED_LANGUAGES: readonly Readonly<Record<string, ReadonlySet<string>>>[] = [
  {
    hr: set(
      'što tko također tijekom tvrtka tvrtke tisuća tisuće siječnja veljače ožujka travnja svibnja lipnja srpnja kolovoza rujna listopada studenoga prosinca vlak kazalište sveučilište europe europske europski priopćenju izvijestio uopće tjedan tjedna sustav sustava županija županije gospodarstvo gospodarstva postotak gdje prije poslije vrijeme predsjednik vijeće zemlje',
    ),
    bs: set(
      'šta također takođe tokom hiljada hiljade januara februara marta aprila maja juna jula augusta septembra oktobra novembra decembra historija saopćenju saopćeno sedmica sedmice univerzitet univerziteta evrope evropske bih kanton kantona sarajevo sarajevu federacije općina općine gdje prije poslije vrijeme predsjednik vijeće',
    ),
    sr: set(
      'šta ko takođe tokom opština opštine hiljada januara februara marta aprila maja juna jula avgusta septembra oktobra novembra decembra istorija saopštenju saopšteno nedelja nedelje univerzitet evrope evropske predsednik predsednika vreme pre posle gde reč reči mesto mesta cena cene vredi deo svet sveta dece deca srbija srbije srbiji beogradu dinara',
    ),
  },
  {
    id: set(
      'bahwa karena bisa uang kantor polisi mobil senin selasa rabu kamis jumat sabtu minggu kabupaten kecamatan saat mengatakan usai jelang ujar ujarnya merupakan warga kini tapi kata rp provinsi pihaknya beberapa sedangkan kita nomor',
    ),
    ms: set(
      'bahawa kerana boleh wang pejabat polis kereta isnin khamis jumaat ahad berkata katanya ialah manakala mahu selepas turut pelbagai negeri rm datuk pengerusi beliau daripada jabatan kementerian syarikat minit sekolah tahun bagaimanapun',
    ),
  },
  {
    nb: set(
      'ikke jeg en et de fra hva hvordan noe noen mye mer nå være blir ble ved også etter bare selv hun henne dem flere uke',
    ),
    nn: set(
      'ikkje eg ein eit ei dei frå kva korleis noko nokon mykje meir no vere vert vart òg berre sjølv ho henne fleire veke',
    ),
  },
  {
    zu: set(
      'ukuthi futhi noma uma ngoba manje kanye kwakhe lapho ngesikhathi isikhathi kakhulu nje umuntu ngemuva phakathi kufanele',
    ),
    xh: set(
      'ukuba kwaye okanye xa kuba ngoku ngenxa yaye apho umntu ixesha ngexesha emva phakathi kufuneka kwakhona ukuze',
    ),
  },
];

function words(text: string): string[] {
  return text.split(' ');
}

function set(text: string): ReadonlySet<string> {
  return new Set(words(text));
}
