import { detectLanguage } from './detect-language.js';

/** Our own sentences about a ferry, a library and a council, by language. */
const TEXTS: Readonly<Record<string, string>> = {
  en: 'The council will rebuild the old library before the winter, because its roof has leaked for years and nobody wanted to pay for it.',
  de: 'Die Stadt will die alte Bücherei noch vor dem Winter umbauen, weil ihr Dach seit Jahren undicht ist und niemand dafür zahlen wollte.',
  nl: 'De gemeente wil de oude bibliotheek nog voor de winter verbouwen, omdat het dak al jaren lekt en niemand ervoor wilde betalen.',
  af: 'Die stadsraad wil die ou biblioteek nog voor die winter herbou, omdat die dak al jare lank lek en niemand daarvoor wou betaal nie.',
  fr: "La ville veut reconstruire la vieille bibliothèque avant l'hiver, car son toit fuit depuis des années et personne ne voulait payer.",
  es: 'El ayuntamiento quiere reformar la vieja biblioteca antes del invierno, porque el tejado gotea desde hace años y nadie quería pagarlo.',
  ca: "L'ajuntament vol reformar la vella biblioteca abans de l'hivern, perquè la teulada té goteres des de fa anys i ningú no ho volia pagar.",
  pt: 'A câmara quer reconstruir a velha biblioteca antes do inverno, porque o telhado deixa entrar água há anos e ninguém queria pagar.',
  it: "Il comune vuole ricostruire la vecchia biblioteca prima dell'inverno, perché il tetto perde da anni e nessuno voleva pagare.",
  pl: 'Miasto chce przebudować starą bibliotekę jeszcze przed zimą, ponieważ dach przecieka od lat i nikt nie chciał za to zapłacić.',
  cs: 'Město chce starou knihovnu přestavět ještě před zimou, protože střecha už roky zatéká a nikdo za to nechtěl platit.',
  hu: 'A város még a tél előtt át akarja építeni a régi könyvtárat, mert a teteje évek óta beázik, és senki sem akart fizetni érte.',
  fi: 'Kaupunki haluaa rakentaa vanhan kirjaston uudelleen ennen talvea, koska katto on vuotanut vuosia eikä kukaan halunnut maksaa.',
  lt: 'Miestas nori dar iki žiemos perstatyti senąją biblioteką, nes jos stogas jau daugelį metų kiauras ir niekas nenorėjo už tai mokėti.',
  tr: 'Belediye eski kütüphaneyi kıştan önce yeniden yapmak istiyor, çünkü çatısı yıllardır akıyor ve kimse bunun için para vermek istemedi.',
  vi: 'Thành phố muốn xây lại thư viện cũ trước mùa đông, vì mái nhà đã dột nhiều năm và không ai muốn trả tiền cho việc đó.',
  sw: 'Halmashauri inataka kujenga upya maktaba ya zamani kabla ya majira ya baridi, kwa sababu paa lake limevuja kwa miaka mingi.',
  ru: 'Город хочет перестроить старую библиотеку ещё до зимы, потому что крыша протекает уже много лет и никто не хотел за это платить.',
  uk: 'Місто хоче перебудувати стару бібліотеку ще до зими, бо дах протікає вже багато років і ніхто не хотів за це платити.',
  bg: 'Градът иска да построи наново старата библиотека още преди зимата, защото покривът тече от години и никой не искаше да плати.',
  mk: 'Градот сака да ја изгради повторно старата библиотека уште пред зимата, бидејќи покривот протекува со години и никој не сакаше да плати.',
  hi: 'नगर परिषद सर्दियों से पहले पुराने पुस्तकालय को फिर से बनाना चाहती है क्योंकि उसकी छत कई वर्षों से टपक रही है और कोई पैसा देना नहीं चाहता था।',
  mr: 'नगरपालिकेला हिवाळ्यापूर्वी जुने ग्रंथालय पुन्हा बांधायचे आहे, कारण त्याचे छत अनेक वर्षांपासून गळत आहे आणि कोणालाही त्यासाठी पैसे द्यायचे नव्हते.',
  ar: 'تريد البلدية إعادة بناء المكتبة القديمة قبل الشتاء لأن سقفها يسرب الماء منذ سنوات ولم يرغب أحد في دفع تكاليف إصلاحه.',
  fa: 'شهرداری می‌خواهد کتابخانه قدیمی را پیش از زمستان بازسازی کند، چون سقف آن سال‌هاست چکه می‌کند و هیچ‌کس نمی‌خواست هزینه‌اش را بپردازد.',
  ur: 'بلدیہ پرانی لائبریری کو سردیوں سے پہلے دوبارہ تعمیر کرنا چاہتی ہے کیونکہ اس کی چھت کئی سالوں سے ٹپک رہی ہے اور کوئی پیسے نہیں دینا چاہتا تھا۔',
  ckb: 'شارەوانی دەیەوێت کتێبخانە کۆنەکە پێش زستان دروست بکاتەوە، چونکە سەقفەکەی چەندین ساڵە ئاوی لێ دەچۆڕێت و کەس نەیدەویست پارەی بۆ بدات.',
  he: 'העירייה רוצה לבנות מחדש את הספרייה הישנה לפני החורף, כי הגג דולף כבר שנים ואף אחד לא רצה לשלם על כך.',
  ja: '市は古い図書館を冬の前に建て直したいと考えている。屋根は何年も雨漏りしており、だれも費用を払いたがらなかったからだ。',
  zh: '市政府希望在冬天之前重建旧图书馆，因为它的屋顶已经漏水多年，而没有人愿意为此付钱。',
  ko: '시는 겨울이 오기 전에 오래된 도서관을 다시 지으려고 한다. 지붕이 몇 년째 새고 있지만 아무도 비용을 내려 하지 않았기 때문이다.',
  gu: 'નગરપાલિકા શિયાળા પહેલાં જૂના પુસ્તકાલયને ફરીથી બાંધવા માંગે છે કારણ કે તેની છત વર્ષોથી ટપકે છે.',
  th: 'เทศบาลต้องการสร้างห้องสมุดเก่าขึ้นใหม่ก่อนฤดูหนาว เพราะหลังคารั่วมาหลายปีแล้วและไม่มีใครอยากจ่ายเงิน',
};
const cases = Object.entries(TEXTS);

it.each(cases)('names %s without a declaration', (language, text) => {
  expect(detectLanguage(text)?.code).toBe(language);
});

it.each(cases)('keeps %s where it is declared, and overrules another one', (language, text) => {
  expect(detectLanguage(text, [language])?.code).toBe(language);
  const foreign = language === 'en' ? 'ru' : 'en';
  expect(detectLanguage(text, [foreign])?.code).toBe(language);
  expect(detectLanguage(text, [foreign, language])?.code).toBe(language);
});

it.each([
  [
    'hr',
    'U Zagrebu je tijekom tjedna otvoreno novo kazalište, izvijestio je predsjednik, a sveučilište također slavi.',
  ],
  [
    'bs',
    'U Sarajevu je tokom sedmice otvoreno novo pozorište, a univerzitet također slavi, saopćeno je iz kantona.',
  ],
  [
    'sr',
    'U Beogradu je tokom nedelje otvoreno novo pozorište, rekao je predsednik, a univerzitet takođe slavi posle dugo vremena.',
  ],
  [
    'nb',
    'Kommunen vil ikke bygge et nytt bibliotek før neste år, men noen håper at hun får det til likevel, sa ordføreren.',
  ],
  [
    'nn',
    'Kommunen vil ikkje byggja eit nytt bibliotek før neste år, men nokon vonar at ho får det til likevel, sa ordføraren.',
  ],
  [
    'id',
    'Polisi mengatakan bahwa kantor itu tutup pada hari Senin karena mobil warga menghalangi jalan, ujarnya saat ditemui.',
  ],
  [
    'ms',
    'Polis berkata bahawa pejabat itu ditutup pada hari Isnin kerana kereta menghalang jalan, katanya selepas ditemui.',
  ],
])('tells %s from its near relatives by its words', (language, text) => {
  expect(detectLanguage(text)?.code).toBe(language);
});

it('takes a declaration of a language that nothing here knows where its script is right', () => {
  expect(detectLanguage(TEXTS['en'] ?? '', ['und-Latn'])).not.toBeNull();
  expect(
    detectLanguage('Konseya bajêr dixwaze pirtûkxaneya kevn berî zivistanê ji nû ve ava bike.', ['ku'])?.code,
  ).toBe('ku');
  expect(detectLanguage(TEXTS['ru'] ?? '', ['ku'])?.code).toBe('ru');
});

it('says nothing of too little text, and lets only enough of it overrule a page', () => {
  expect(detectLanguage('12.3.')).toBeNull();
  expect(detectLanguage('Bridge opens')?.canOverrule).toBe(false);
  expect(detectLanguage(TEXTS['en']?.repeat(2) ?? '')?.canOverrule).toBe(true);
});

it('is surer of more text', () => {
  const text = TEXTS['de'] ?? '';
  const [little, much] = [detectLanguage(text.slice(0, 60)), detectLanguage(text.repeat(5))];
  expect(little?.confidence).toBeLessThan(much?.confidence ?? 0);
});
