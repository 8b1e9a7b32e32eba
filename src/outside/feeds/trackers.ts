/** What marketing tools add to an address to follow the person who opens it. All of it is data: add a line, no code. */

/** Names of parameters that only follow people; a trailing * stands for anything. Small letters. */
export const trackingParameters: readonly string[] = [
  ...[
    'utm_*',
    'mtm_*',
    'pk_*',
    'piwik_*',
    'hsa_*',
    'vero_*',
    'oly_*',
    '_ga',
    '_gl',
    'gclid',
    'gclsrc',
    'dclid',
    'gbraid',
  ],
  ...[
    'wbraid',
    'fbclid',
    'fb_action_ids',
    'fb_action_types',
    'fb_source',
    'igsh',
    'igshid',
    'msclkid',
    'twclid',
    'ttclid',
  ],
  ...[
    'yclid',
    'li_fat_id',
    'mc_cid',
    'mc_eid',
    '_hsenc',
    '_hsmi',
    '__hssc',
    '__hstc',
    '__hsfp',
    'hsctatracking',
    'mkt_tok',
  ],
  ...[
    'emci',
    'emdi',
    'ceid',
    'ml_subscriber',
    'ml_subscriber_hash',
    'ck_subscriber_id',
    'wickedid',
    'rb_clickid',
    '__s',
  ],
  ...['ref_src', 'ref_url', 'sfmc_id', 'sfmc_sub', 'trk', 'trkcampaign', 'dm_i', 's_cid', 'cmpid', 'spm', 'mibextid'],
]

/** Parameters that follow people only with such a value. */
export const trackingValues: readonly { name: string; value: RegExp }[] = [
  { name: 'source', value: /^rss/ },
  { name: 'ref', value: /^(rss|feed|twitter|facebook)/ },
]

/** Addresses that lead on to another, which stands in a parameter. A host that begins with a dot stands for all below it. */
export const redirectWrappers: readonly { host: string; path: string; parameters: string[] }[] = [
  { host: 'google.com', path: '/url', parameters: ['q', 'url'] },
  { host: 'l.facebook.com', path: '/l.php', parameters: ['u'] },
  { host: 'lm.facebook.com', path: '/l.php', parameters: ['u'] },
  { host: 'l.instagram.com', path: '/', parameters: ['u'] },
  { host: 'l.threads.net', path: '/', parameters: ['u'] },
  { host: 'l.messenger.com', path: '/l.php', parameters: ['u'] },
  { host: 'youtube.com', path: '/redirect', parameters: ['q'] },
  { host: 'linkedin.com', path: '/redir/redirect', parameters: ['url'] },
  { host: 'linkedin.com', path: '/safety/go', parameters: ['url'] },
  { host: 'out.reddit.com', path: '/', parameters: ['url'] },
  { host: 't.umblr.com', path: '/redirect', parameters: ['z'] },
  { host: 'duckduckgo.com', path: '/l/', parameters: ['uddg'] },
  { host: 'slack-redir.net', path: '/link', parameters: ['url'] },
  { host: '.safelinks.protection.outlook.com', path: '/', parameters: ['url'] },
  { host: 'click.mailerlite.com', path: '/link/', parameters: ['url'] },
]
