/** The console's places in the order of the menu, each with the key that goes there after `g`. */
export const PLACES = [
  { href: '/', label: 'Now', key: 'n' },
  { href: '/feeds', label: 'Feeds', key: 'f' },
  { href: '/articles', label: 'Articles', key: 'a' },
  { href: '/stories', label: 'Stories', key: 's' },
  { href: '/lost', label: 'Rejected', key: 'r' },
  { href: '/system', label: 'System', key: 'y' },
  { href: '/settings', label: 'Keys', key: 'k' },
] as const;
