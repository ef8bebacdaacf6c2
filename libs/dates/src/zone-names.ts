/**
 * Abbreviations of zones by their offset: those of the IANA time zone database, and those that feeds go on writing after
 * it dropped them (SimplePie's and PHP's tables). A name that two countries give to two offsets stands in SHARED_ZONES.
 */
const BY_OFFSET: readonly string[] = [
  '-12:00 IDLW',
  '-11:00 NUT SST',
  '-10:00 HST HAST CKT TAHT',
  '-09:30 MART',
  '-09:00 AKST HDT HADT GAMT',
  '-08:00 PST AKDT HNP HAY',
  '-07:00 MST PDT HNR HAP',
  '-06:00 CST MDT EAST GALT HNC HAR',
  '-05:00 EST CDT COT PET ECT ACT EASST HNE HAC',
  '-04:00 AST EDT BOT CLT GYT VET PYT HNA HAE',
  '-03:30 NST HNT',
  '-03:00 ADT BRT ART UYT CLST PYST GFT SRT PMST FKST ROTT HAA FKT',
  '-02:30 NDT HAT',
  '-02:00 BRST FNT PMDT UYST WGT',
  '-01:00 AZOT CVT EGT WGST',
  '+00:00 UTC GMT UT Z WET AZOST EGST',
  '+01:00 BST CET MEZ WEST WAT MET',
  '+02:00 CEST MESZ EET CAT SAST WAST MEST SYT CEDT',
  '+03:00 MSK EEST EAT TRT IDT SYST FET',
  '+03:30 IRST',
  '+04:00 GST MSD AZT GET SAMT MUT RET SCT',
  '+04:30 AFT IRDT',
  '+05:00 PKT UZT TMT TJT YEKT MVT AQTT ORAT MAWT',
  '+05:30 IST SLST LKT',
  '+05:45 NPT',
  '+06:00 KGT OMST BTT IOT VOST ALMT BDT',
  '+06:30 MMT CCT',
  '+07:00 WIB ICT KRAT NOVT HOVT CXT DAVT',
  '+08:00 WITA SGT HKT MYT PHT AWST IRKT ULAT BNT CHOT',
  '+08:45 ACWST',
  '+09:00 JST KST WIT YAKT PWT TLT HKST',
  '+09:30 ACST',
  '+10:00 AEST VLAT PGT CHST DDUT CHUT',
  '+10:30 ACDT LHST',
  '+11:00 AEDT SBT NCT VUT MAGT SAKT PONT KOST NFT SRET LHDT',
  '+12:00 NZST FJT PETT TVT WAKT GILT MHT WFT NRT ANAT',
  '+12:45 CHAST',
  '+13:00 NZDT TOT PHOT TKT',
  '+13:45 CHADT',
  '+14:00 LINT',
];

/** Minutes east of UTC by the name in capitals. */
export const ZONE_OFFSETS: ReadonlyMap<string, number> = new Map(
  BY_OFFSET.flatMap((row) => {
    const [offset = '', ...names] = row.split(' ');
    const [hours = 0, minutes = 0] = offset.slice(1).split(':').map(Number);
    const size = hours * 60 + minutes;
    return names.map((name) => [name, offset.startsWith('-') ? -size : size] as const);
  }),
);

/** Minutes east of UTC in the countries that use a name otherwise than ZONE_OFFSETS says. */
export const SHARED_ZONES: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  ADT: { SA: 240, IQ: 240 },
  AMT: { AM: 240, BR: -240 },
  AST: { SA: 180, AE: 240, KW: 180, QA: 180, BH: 180, IQ: 180, YE: 180, EG: 180 },
  BST: { BD: 360 },
  CDT: { CN: 540, CU: -240 },
  CST: { CN: 480, TW: 480, HK: 480, MO: 480, AU: 570, CU: -300 },
  EDT: { AU: 660 },
  EST: { AU: 600 },
  IST: { IL: 120, IE: 60 },
  MST: { MY: 480, MM: 390 },
  PST: { PH: 480 },
  SST: { SG: 480 },
  WST: { AU: 480, WS: 780, EH: 60 },
};

/** Names used for both standard and summer time. */
export const ZONE_REGIONS: Readonly<Record<string, string>> = {
  ET: 'America/New_York', CT: 'America/Chicago', MT: 'America/Denver', PT: 'America/Los_Angeles', AT: 'America/Halifax',
  AKT: 'America/Anchorage', 'EASTERN TIME': 'America/New_York', 'CENTRAL TIME': 'America/Chicago',
  'MOUNTAIN TIME': 'America/Denver', 'PACIFIC TIME': 'America/Los_Angeles', 'ATLANTIC TIME': 'America/Halifax',
}; // prettier-ignore

/** Zones written out, as JavaScript's `Date` and mail programs print them. */
export const LONG_ZONES: Readonly<Record<string, string>> = {
  'eastern standard': 'EST', 'eastern daylight': 'EDT', 'central standard': 'CST', 'central daylight': 'CDT',
  'mountain standard': 'MST', 'mountain daylight': 'MDT', 'pacific standard': 'PST', 'pacific daylight': 'PDT',
  'atlantic standard': 'AST', 'atlantic daylight': 'ADT', 'greenwich mean': 'GMT', 'coordinated universal': 'UTC',
  'british summer': 'BST', 'central european': 'CET', 'central european standard': 'CET', 'central european summer': 'CEST',
  'eastern european': 'EET', 'eastern european standard': 'EET', 'eastern european summer': 'EEST', 'west africa standard': 'WAT',
  'western european': 'WET', 'western european summer': 'WEST', 'moscow standard': 'MSK', 'india standard': 'IST',
  'east africa': 'EAT', 'central africa': 'CAT', 'south africa standard': 'SAST', 'japan standard': 'JST',
  'korean standard': 'KST', 'singapore standard': 'SGT', 'hong kong standard': 'HKT', 'gulf standard': 'GST',
  'pakistan standard': 'PKT', 'western indonesia': 'WIB', 'australian eastern standard': 'AEST',
  'australian eastern daylight': 'AEDT', 'new zealand standard': 'NZST', 'new zealand daylight': 'NZDT',
}; // prettier-ignore
