import iconv from 'iconv-lite';
import { charsetOfLabel, decodeBytes, detectCharset } from './index.js';

/** Our own sentences about a library, with the charsets that the language was written in. */
const TEXTS: readonly [language: string, text: string, charsets: string][] = [
  ['hr', 'Gradonačelnik je rekao da će radovi početi u proljeće, a građani očekuju više mjesta. Čelnici poručuju da novca još nema.', 'windows-1250 iso-8859-2'],
  ['sk', 'Primátor povedal, že práce sa začnú na jar, a občania očakávajú viac miest. Ľudia si želajú aj nové detské ihrisko.', 'windows-1250 iso-8859-2'],
  ['sl', 'Župan je povedal, da se bodo dela začela spomladi, občani pa pričakujejo več mest. Želijo tudi novo igrišče za otroke.', 'windows-1250 iso-8859-2'],
  ['cs', 'Primátor řekl, že práce začnou na jaře, a občané očekávají více míst. Lidé si přejí také nové dětské hřiště.', 'windows-1250 iso-8859-2'],
  ['pl', 'Burmistrz powiedział, że prace zaczną się wiosną. Ludzie życzą sobie także nowego placu zabaw, mówią sąsiedzi.', 'windows-1250 iso-8859-2'],
  ['hu', 'A polgármester elmondta, hogy a munkálatok tavasszal kezdődnek, és a lakók több helyet várnak.', 'windows-1250 iso-8859-2'],
  ['lt', 'Miesto taryba šiandien svarstė senosios bibliotekos atnaujinimą. Žmonės norėtų ir naujos vaikų žaidimų aikštelės.', 'windows-1257'],
  ['lv', 'Pilsētas dome šodien apsprieda vecās bibliotēkas atjaunošanu. Cilvēki vēlas arī jaunu bērnu rotaļu laukumu.', 'windows-1257'],
  ['tr', 'Belediye meclisi bugün eski kütüphanenin yenilenmesini görüştü; halk daha fazla otopark için çağrı yaptı, işçiler çalışıyor.', 'windows-1254'],
  ['de', 'Die Bürgermeisterin sagte, die Arbeiten würden im Frühjahr beginnen. Größere Straßen bleiben geöffnet.', 'windows-1252'],
  ['fr', 'Le maire a déclaré que les travaux débuteraient au printemps. Ça coûtera très cher, à la fin de l’année.', 'windows-1252 macintosh'],
  ['pt', 'As obras começarão na primavera. As crianças também terão um parque, segundo a decisão de março.', 'windows-1252'],
  ['is', 'Borgarstjórn ræddi í dag endurnýjun gamla bókasafnsins. Það þykir mörgum löngu tímabært.', 'windows-1252'],
  ['ru', 'Мэр сказал, что работы начнутся весной, а жители ждут новых мест для машин.', 'windows-1251 koi8-r iso-8859-5 x-mac-cyrillic ibm866'],
  ['uk', 'Мер сказав, що роботи почнуться навесні, а мешканці чекають на нові місця для їхніх автівок.', 'windows-1251 koi8-u'],
  ['bg', 'Кметът каза, че работата ще започне през пролетта, а жителите очакват нови места.', 'windows-1251 iso-8859-5'],
  ['el', 'Ο δήμαρχος είπε ότι τα έργα θα αρχίσουν την άνοιξη και οι κάτοικοι περιμένουν θέσεις.', 'windows-1253 iso-8859-7'],
  ['th', 'นายกเทศมนตรีกล่าวว่างานจะเริ่มในฤดูใบไม้ผลิ และชาวเมืองหวังว่าจะมีที่จอดรถมากขึ้น', 'windows-874'],
]; // prettier-ignore

const cases = TEXTS.flatMap(([language, text, charsets]) =>
  charsets.split(' ').map((charset): [string, string, string] => [language, charset, text]),
);

it.each(cases)('reads %s in %s', (_language, charset, text) => {
  const bytes = encode(`<html><body><div class="story">${text}</div></body></html>`, charset);
  expect(decodeBytes(bytes, charsetOfLabel(detectCharset(bytes)) ?? 'windows-1252')).toContain(text);
});

it.each(['Bets of £2 and £825 were lost', 'Caffè Nero wins', 'Tea & scones © 2026', 'Zoë'])(
  'takes a few signs for Western: %s',
  (text) => {
    expect(detectCharset(encode(`${text}, said the paper.`, 'windows-1252'))).toBeNull();
  },
);

/** iconv does not write all charsets of the Encoding Standard that it reads. */
function encode(text: string, charset: string): Uint8Array {
  if (charset !== 'x-mac-cyrillic') return iconv.encode(text, charset);
  const decoder = new TextDecoder(charset);
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
  );
  return Uint8Array.from(text, (character) => bytes.get(character) ?? 0x3f);
}
