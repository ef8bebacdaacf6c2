const MONTHS: readonly string[] = [
  'jan january januar janvier enero ene gennaio gen janeiro januari januára stycznia styczeń января янв січня leden ledna ocak ιανουαρίου يناير جانفي كانون_الثاني ianuarie január januar. siječnja januari tammikuuta',
  'feb february februar février fevrier févr febrero febbraio fevereiro fev februari lutego февраля фев лютого února şubat φεβρουαρίου فبراير فيفري شباط februarie február veljače helmikuuta',
  'mar march märz maerz mrz mars marzo março marco maart marca марта березня března mart μαρτίου مارس آذار martie március ožujka maaliskuuta',
  'apr april avril avr abril abr aprile april kwietnia апреля апр квітня dubna nisan απριλίου أبريل ابريل إبريل أفريل نيسان aprilie április travnja huhtikuuta',
  'may mai mayo maggio mag maio mei maja мая травня května mayıs μαΐου مايو ماي أيار mai május svibnja toukokuuta maj',
  'jun june juni juin junio giugno giu junho czerwca июня июн червня června haziran ιουνίου يونيو جوان حزيران iunie június lipnja kesäkuuta',
  'jul july juli juillet juil julio luglio lug julho lipca июля июл липня července temmuz ιουλίου يوليو جويلية تموز iulie július srpnja heinäkuuta',
  'aug august août aout agosto ago agosto augustus sierpnia августа авг серпня srpna ağustos αυγούστου أغسطس اغسطس أوت آب august augusztus kolovoza elokuuta augusti',
  'sep sept september septembre septiembre setiembre settembre set setembro września сентября сен вересня září eylül σεπτεμβρίου سبتمبر أيلول septembrie szeptember rujna syyskuuta',
  'oct october okt oktober octobre octubre ottobre ott outubro out października октября окт жовтня října ekim οκτωβρίου أكتوبر اكتوبر تشرين_الأول octombrie október lokakuuta',
  'nov november novembre noviembre novembro listopada ноября ноя листопада kasım νοεμβρίου نوفمبر تشرين_الثاني noiembrie november studenoga marraskuuta',
  'dec december dez dezember décembre decembre déc diciembre dic dicembre dezembro grudnia декабря дек грудня prosince aralık δεκεμβρίου ديسمبر كانون_الأول decembrie december prosinca joulukuuta des desember',
];

const NUMBER_OF: ReadonlyMap<string, number> = new Map(
  MONTHS.flatMap((names, index) =>
    names.split(' ').map((name) => [name.replace('_', ' '), index + 1] as const),
  ),
);

/** Number of a month by its name or short form in some twenty languages, 1 to 12; null for any other word. */
export function monthNumber(word: string): number | null {
  const name = word.toLowerCase().replace(/\.$/, '');
  return NUMBER_OF.get(name) ?? null;
}
