/** Names of months by number, lower case without full stops: English and a dozen other languages of feeds in the wild. */
const NAMES: readonly string[] = [
  'jan january janeiro janv janvier januar jänner ene enero gen gennaio januari ιαν ιανουαρίου ianuarie янв января jaan янв. sty stycznia styczeń يناير',
  'feb february fev fevereiro févr février fév februar febr febrero febbraio februari φεβ φεβρουαρίου фев февраля feb. lut lutego luty فبراير',
  'mar march março mrt mars mär märz mrz marzo maart μάρ μαρ μαρτίου мар марта март márc március márciusi marca marzec مارس',
  'apr april avr avril abr abril aprile απρ απριλίου апр апреля ápr április kwi kwietnia kwiecień أبريل ابريل',
  'may mai maio mayo mag maggio mei μάι μαϊ μαι μαΐου мая май máj május maja maj مايو',
  'jun june junho juin juni junio giu giugno ιούν ιουν ιουνίου июн июня jún június cze czerwca czerwiec يونيو',
  'jul july julho juil juillet juli julio lug luglio ιούλ ιολ ιουλ ιουλίου июл июля júl július lip lipca lipiec يوليو',
  'aug august août aoû ago agosto augustus αύγ αυγ αυγούστου авг августа augusztus sie sierpnia sierpień أغسطس اغسطس',
  'sep sept setembro september septembre septiembre set settembre σεπ σεπτεμβρίου сен сентября szept szeptember wrz września wrzesień سبتمبر',
  'oct october out outubro octobre okt oktober octubre ott ottobre οκτ οκτωβρίου окт октября október paź października październik أكتوبر اكتوبر',
  'nov november novembro novembre noviembre νοέ νοε νοεμβρίου ноя ноября lis listopada listopad نوفمبر',
  'dec december dezembro déc décembre dez dezember dic diciembre dicembre δεκ δεκεμβρίου дек декабря gru grudnia grudzień ديسمبر',
];

/** 1 to 12 by name, keyed by the name's composed lower-case form without full stop. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
  NAMES.flatMap((names, i) =>
    names.split(' ').map((name): [string, number] => [name.replace('.', '').normalize('NFC'), i + 1]),
  ),
);
