/** Classes of schema.org, with the measure that counts their nodes (JSON-LD and microdata). */
export const SCHEMA_WORDS: Readonly<Record<string, string>> = {
  news: 'NewsArticle ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BackgroundNewsArticle ReviewNewsArticle AdvertiserContentArticle',
  article: 'Article BlogPosting ScholarlyArticle Report',
  tech: 'TechArticle APIReference HowTo SoftwareSourceCode Course LearningResource',
  live: 'LiveBlogPosting',
  product: 'Product Offer AggregateOffer ProductGroup SoftwareApplication WebApplication Book Vehicle',
  rating: 'AggregateRating Review Rating',
  list: 'CollectionPage ItemList SearchResultsPage OfferCatalog DataCatalog',
  forum: 'QAPage DiscussionForumPosting Question Answer Comment',
  faq: 'FAQPage',
  service:
    'Service LocalBusiness ProfessionalService EducationalOrganization CollegeOrUniversity MedicalBusiness FinancialService HomeAndConstructionBusiness Course Event EducationalOccupationalProgram RealEstateListing JobPosting',
  video: 'VideoObject Movie TVEpisode Clip',
  audio: 'AudioObject PodcastEpisode RadioEpisode',
  gallery: 'ImageGallery MediaGallery',
  recipe: 'Recipe',
  page: 'WebPage ItemPage',
  site: 'WebSite',
  about: 'AboutPage ContactPage ProfilePage Person',
  breadcrumbs: 'BreadcrumbList',
  organization: 'Organization NewsMediaOrganization Corporation',
};
