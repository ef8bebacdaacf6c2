const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** Words in capitals before a dash or a colon that are labels or organisations, not places. */
export const NOT_A_PLACE = words(
  'ADVISORY ALERT ANALYSIS BREAKING BRIEF COLUMN COMMENT COMMENTARY CORRECTION COVID CRICKET CYCLING DEAR EDITORIAL EXCLUSIVE EXPLAINED EXPLAINER FACTBOX FEATURE FIFA FOOTBALL FORMULA FULL GOLF HAMAS HEZBOLLAH HIGHLIGHTS IAEA IMPORTANT INFO INTERPOL INTERVIEW INVESTIGATION ISIL ISIS LATEST LEAD LETTER LIVE MORE MOTORSPORT MUST NASA NATO NEWS NOTE NOTICE OBITUARY ONLY OPEC OPINION OVERVIEW PHOTO PHOTOS PICTURES PODCAST POLL PREVIEW PROFILE QUIZ READ RECAP RELATED REPORT REVIEW RUGBY SCORES SOCCER SPOILER SPORT SPORTS STATEMENT STORY SUMMARY TENNIS TIMELINE TRAILER TRANSCRIPT UEFA UNESCO UNHCR UNICEF UNRWA UPDATE UPDATED UPDATES URGENT VIDEO VIDEOS WARNING WATCH WEATHER WHAT WHO WHY HOW WTO YES POST TIMES JOURNAL HERALD GAZETTE TRIBUNE GUARDIAN POINT',
);

/** Words that follow two hyphenated countries or capitals: "Washington-Tehran talks". */
export const PAIR_NOUNS = words(
  'accord agreement alliance axis border bus ceasefire cooperation corridor deal dialogue dispute express ferry fight final flight flights friendship game highway line link match meeting negotiations pact partnership pipeline rail railway relations relationship rift rivalry road route row summit talks tension tensions ties trade train treaty truce tunnel war',
);

/** Second halves of compound names that begin with a city: airports, districts, races, papers. */
export const COMPOUND_TAILS = words(
  'Based Backed Born Bound Area Airport Heathrow Gatwick Brandenburg Tegel Schwechat Roubaix Dakar Nice Match Soir Sorbonne Plage Orly Post Times Herald Examiner Ceres Salem Raleigh Durham Centre Center Ville Nord Sud Est Ouest Mitte Saint-Germain Saint Plus Style Wide Sanremo Metro Malpensa Fiumicino Schiphol Zaventem Kloten Cointrin',
);

/** Months as wire services print them in datelines, without dots. */
export const DATELINE_MONTHS =
  'Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?|' +
  'Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember|janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre|' +
  'enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|ene|abr|ago|dic|' +
  'января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|' +
  'gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|dezembro|' +
  'يناير|فبراير|مارس|أبريل|إبريل|ابريل|مايو|يونيو|يوليو|أغسطس|اغسطس|سبتمبر|أكتوبر|اكتوبر|نوفمبر|ديسمبر|كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول';
