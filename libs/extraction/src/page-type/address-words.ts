/**
 * Words in an address (host labels and words of the path) that reveal the kind of page, with the measure of
 * each.
 */
export const ADDRESS_WORDS: Readonly<Record<string, string>> = {
  news: 'news article articles story stories politics world nachrichten artikel noticias noticia actualite actualites actu notizie nyheter nieuws berita haber novosti sport sports opinion breaking press magazine',
  blog: 'blog blogs post posts journal insights insight resources learn ideas recipes recipe tips',
  product:
    'product products produkt produit producto prodotto item items dp gp p pd sku buy shop store tienda boutique merch prod detail app apps cart',
  collection:
    'collections collection category categories cat c catalog catalogue browse search results tag tags topic topics section sections archive archives all list listing listings directory find deals brands brand department shop store',
  docs: 'docs doc documentation reference manual guide guides tutorial tutorials api help support kb knowledgebase wiki handbook howto man faq faqs learn usersguide sdk spec specification readthedocs gitbook developer developers latest stable en glossary',
  forum:
    'forum forums thread threads topic t discussion discussions viewtopic showthread questions question community answers boards board comments r msg messages qa ask stackoverflow stackexchange reddit discuss',
  service:
    'services service solutions solution pricing plans about contact careers jobs team company features platform program programs admissions tuition book booking quote locations locations near courses course training certification degree degrees property listing membership consulting',
  person: 'author authors profile user users people bio',
  video: 'video videos watch tv episode episodes podcast podcasts audio listen gallery galleries photos',
};
