/** Small words inside names of places and people that stay in lower case. */
export const LOWER_CASE_PARTICLES: ReadonlySet<string> = new Set(
  'al am an and au aux bei bin ben da das de del della den der des di do dos du e el en et ibn im in la las le les lo los of on sous sul sur the upon van vom von y zu'.split(
    ' ',
  ),
);

/** Short forms that stay in capitals in title case. */
export const ACRONYMS_IN_PLACES: ReadonlySet<string> = new Set(
  'UAE UK US USA UN EU DRC DR PNG NSW DC NY NJ LA SA BC ACT KRG KSA II III IV'.split(' '),
);
