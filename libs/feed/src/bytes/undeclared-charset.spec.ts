import iconv from 'iconv-lite';
import { decodeFeed } from './decode-feed.js';

const feed = (text: string): string =>
  `<rss version="2.0"><channel><title>News</title><item><title>${text}</title></item></channel></rss>`;

describe('bytes that name no charset and are not UTF-8', () => {
  it.each([
    ['shift_jis', '港の橋が再び開通しました。市長は水曜日に記念式典を行いました。'],
    ['euc-jp', '新しい図書館が開館しました'],
    ['gb18030', '港口大桥重新开放，市长周三主持了仪式，许多居民到场。'],
    ['big5', '港口大橋重新開放，市長週三主持了儀式，許多居民到場。'],
    ['euc-kr', '항구 다리가 다시 열렸다. 시장은 수요일에 기념식을 열었다.'],
    ['koi8-r', 'Мост в гавани снова открыт, собралось много жителей'],
    ['windows-1251', 'Мост в гавани снова открыт, собралось много жителей'],
    ['windows-1253', 'Η γέφυρα του λιμανιού άνοιξε ξανά'],
    ['windows-1255', 'הגשר בנמל נפתח מחדש. ראש העיר ערך טקס ביום רביעי'],
    ['windows-1256', 'أعيد فتح جسر الميناء وأقام رئيس البلدية حفلا يوم الأربعاء'],
    ['windows-1250', 'Most w porcie znów otwarty, uroczystość w środę, przyszło wielu mieszkańców'],
    ['windows-1254', 'Limandaki köprü yeniden açıldı, çarşamba günü tören düzenledi, birçok kişi geldi'],
    ['windows-1252', 'Le pont a été rouvert ; le maire, très ému, y était présent'],
    ['windows-1252', 'Die Brücke über die Förde: größere Lkw müssen draußen bleiben'],
    ['windows-1252', 'El puente está abierto; mañana la niña podrá cruzar'],
    ['windows-1252', 'é'],
  ])('are read as %s: %s', (charset, text) => {
    const decoded = decodeFeed(iconv.encode(feed(text), charset), null);
    expect(decoded.text).toBe(feed(text));
    expect(decoded.warnings).toEqual(['charset_guessed']);
  });

  it('are bounded in what they cost', () => {
    const bytes = Buffer.alloc(8_000_000, 0xe9);
    expect(decodeFeed(bytes, null).text).toHaveLength(bytes.length);
  });
});
