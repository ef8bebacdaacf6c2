/** Frequent short words of languages in Latin letters: what tells them apart in running text. */
export const STOP_WORDS: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    en: 'the of and to in is that for was on with as it at by from are be this have has not but they his which or were an said will their been who its more',
    de: 'der die das und ist nicht ein eine zu den mit von auf für im dem sich des auch es an werden aus er hat dass sie nach wird bei einer um noch wie über',
    fr: 'le la les et des est une dans que pour qui sur pas au par plus du avec ce il sont cette ont mais aux été ses nous leur comme était',
    es: 'el la los de que en las por con para una del se es un al como más pero sus ha este fue son también entre está desde su lo',
    pt: 'o os da do em uma não para com que se na por mais dos como mas foi ao das pelo são também pela ser está ele um no já',
    it: 'il di che la è per una non sono del con della gli nel dei alla ha anche più dal delle lo si come ma nella questo stato',
    nl: 'de het een van en in is dat op te zijn met voor niet aan er om ook als door bij maar naar uit werd nog hij wordt heeft deze',
    sv: 'och att det som en på är av för med den till inte har de ett om var sig från men kan så eller när under också efter vid',
    da: 'og at det en den til er som på de med for af ikke der har et om var han sig fra men blev også efter kan ved være',
    no: 'og det som en på er av for med den til ikke har de et om var seg fra men kan så eller når også etter ved blir være sier',
    pl: 'i w na z się nie to do jest że o jak po za od przez ale dla są tym był oraz które tego może już przy co ze',
    tr: 've bir bu için ile da de olarak olan daha çok gibi sonra kadar var ancak ise en olduğu tarafından dedi her değil göre',
    id: 'yang dan di dari untuk dengan ini itu pada dalam tidak akan juga oleh ke adalah telah karena bisa ada sebagai mereka kata saat',
    ro: 'și de la în a cu pe care nu este din pentru că mai o au fost un după fi lui sau prin să se ce al ale',
    cs: 'a se na v je že to s z do o ve za pro by jako po jsou ale i k které který také byl podle už při nebo',
    hu: 'a az és hogy nem is egy ez csak de már meg volt mint még azt szerint lesz kell van ki után vagy pedig el',
    fi: 'ja on ei että se oli hän myös mutta ovat kun joka niin kuin tai mukaan ole jo ovat sen voi sekä olla vain',
  }).map(([language, words]) => [language, new Set(words.split(' '))]),
);
