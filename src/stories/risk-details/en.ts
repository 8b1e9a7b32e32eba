import { type DetailPhrases, exact, minorAge, name, phrase } from './phrases.ts'

const country =
  '(?:the (?:united states|u\\.?s\\.?a?|states|country)|this country|america|u\\.s\\.|california|texas|arizona|new mexico|florida)'
const year = '(?:19|20)\\d\\d'
const time = `(?:in (?:(?:early|late|the (?:spring|summer|fall|winter) of|january|february|march|april|may|june|july|august|september|october|november|december) )?${year}|as an? (?:child|baby|infant|toddler|teenager|teen|refugee|student|tourist|visitor|asylum seeker|unaccompanied \\w+)|(?:when|at age|at the age|aged)|on an? (?:\\w+ )?visa|with (?:a|an|no|my|his|her|their)(?: \\w+)? (?:visa|passport|papers|documents)|without (?:papers|documents|a visa|inspection|permission)|through (?:mexico|the (?:desert|border|mountains|tunnel))|by (?:boat|raft|land|foot|plane)|on foot|illegally|unlawfully)`
const relative =
  '(?:wife|husband|spouse|(?<!our )partner(?! (?:organi[sz]ation|group|agenc))|fiancée?|girlfriend|boyfriend|son|daughter|sons|daughters|child|children|kids?|baby|babies|toddler|mother|father|mom|dad|mum|mama|papa|parents?|brothers?|sisters?|siblings?|grandmother|grandfather|grandparents|grandma|grandpa|grandson|granddaughter|grandchildren|aunt|uncle|cousins?|niece|nephew|stepson|stepdaughter|stepfather|stepmother|mother-in-law|father-in-law|in-laws)'
const possessive = '(?:my|his|her|their|our)'
const offense =
  '(?:drug|drugs|dui|dwi|theft|shoplifting|robbery|burglary|assault|battery|fraud|forgery|weapons?|gun|firearm|possession|murder|manslaughter|homicide|trespass|felony|misdemeanor|criminal|marijuana|cannabis|cocaine|arson|trafficking|domestic violence|gang)'
const nameWithAge = `${name},? (?:who (?:is|was) |then |now |just |only |aged? )?`
const notMonth =
  '(?!January|February|March|April|May|June|July|August|September|October|November|December|Section|Chapter|Article|Title|Act|Day|Route|Room|Page|Step|Part|Number)'
const ageWords =
  '(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)'
const age = `(?:${minorAge}|${ageWords})`
const schoolName =
  '(?:High|Middle|Elementary|Primary|Secondary|Community|State|Technical|Law|Nursing|Charter|Public|Preparatory|Catholic|Christian)'

/** English. */
export const en: DetailPhrases = {
  entry: [
    phrase('coyotes?|(?:human )?smugglers?|smuggled (?:in|into|across|over|through)|(?:was|were|been|got) smuggled'),
    phrase('(?:without|never|not) (?:being )?(?:inspection|inspected)'),
    phrase(
      `(?:cross(?:ed|es|ing)?|came across|come across|coming across|s(?:n|l)(?:e|u)aked? across|snuck across|swam|swum|waded|walked across|walking across|ran across|carried across|brought across|fled across)(?: (?:over|into|through))? (?:the )?(?:(?:u\\.?s\\.?|mexican|southern|us-mexico|u\\.s\\.-mexico|northern|canadian|texas|arizona|california|san diego) )*(?:border|rio grande|rio bravo|sonoran desert|desert|river)`,
    ),
    phrase(`cross(?:ed|ing)?(?: over)? into ${country}`),
    phrase('overstay(?:ed|s|ing)?(?: (?:my|his|her|their|a|the|our))?(?: \\p{L}+)?(?: visas?)?'),
    phrase('visas? (?:had |has |have )?(?:expired|ran out|lapsed)'),
    phrase(
      `(?:enter(?:ed|ing)?|came to|come to|coming to|came into|got into|arriv(?:ed|ing) (?:in|to)|reached|brought (?:\\p{L}+ )?to|moved to|immigrated to|migrated to|fled to|resettled in) ${country}(?:,? [\\p{L}\\p{M}'-]+){0,4}?,? ${time}`,
    ),
    phrase(
      `${time.replace('|(?:when|at age|at the age|aged)', '')},? (?:\\p{L}+ ){0,4}(?:came to|entered|arrived in|crossed into|fled to) ${country}`,
    ),
    phrase(
      '(?:entered|came in|come in|came here|got in) (?:illegally|unlawfully|without (?:papers|documents|a visa|permission)|on an? (?:\\p{L}+ )?visa)',
    ),
    phrase(
      '(?:manner|date) of entry|port of entry|paroled into|border patrol (?:caught|apprehended|stopped|picked|found) (?:me|us|him|her|them)',
    ),
  ],
  convictions: [
    phrase(
      `convicted (?:of|for)|conviction for|(?:${offense}) (?:convictions?|charges?|offen[sc]es?|arrests?|cases?)|(?:a|an|${possessive}|one|two|old|prior|past|previous) (?:criminal |felony |misdemeanor |old |prior |past |youthful |juvenile )*(?:convictions?|felony|rap sheet|criminal record)(?! (?:that|about|in the))`,
    ),
    phrase(
      '(?:pleaded|pled|pleading|plead) (?:guilty|no contest)|(?:took|accepted|signed|offered) (?:a|the) plea(?: deal| bargain)?|plea (?:deal|bargain)|found guilty|guilty plea',
    ),
    phrase(
      '(?:was|were|been|got|being) (?:arrested|charged|indicted|jailed|imprisoned|incarcerated|sentenced|convicted|locked up) ?(?:for|with|on|to|at|after|in)?',
    ),
    phrase(
      '(?:served|serving|did|spent|doing|after|nearly|almost|over|for) (?:(?:more|less) than )?(?:\\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fifteen|twenty|thirty|several|many|\\p{L}+ty-\\p{L}+) (?:years?|months?|days?|decades?)(?: (?:of|on))? (?:in |behind |at |a |an |my |his |her |their )*(?:prison|jail|bars|incarceration|incarcerated|sentence|inside|penitentiary|custody)',
    ),
    phrase(
      '(?:prison|jail|life) sentence|sentenced to|on (?:parole|probation)|(?:released|release|came home|coming home|returned home|got out) from (?:\\p{L}+ )?(?:prison|jail|incarceration)|time (?:in prison|behind bars)',
    ),
  ],
  removal_order: [
    phrase(
      '(?:final |old |prior |outstanding )?orders? of (?:removal|deportation|exclusion)|(?:removal|deportation|exclusion) orders?',
    ),
    phrase(
      'ordered (?:me |him |her |them |us )?(?:to be )?(?:removed|deported|to leave)|in absentia|reinstat(?:ed|ement|ing)(?: of)?(?: the| an| his| her| my)?(?: old| prior)? (?:removal|deportation|order)|voluntary departure|stay of (?:removal|deportation)',
    ),
    phrase(
      '(?:was|were|been|got|being|is|are|am) (?:\\p{L}+ )?deported|deported (?:me|him|her|them|us|my|his|their)|(?:my|his|her|their) (?:\\p{L}+ )?(?:deportation|removal)(?! (?:defense|policy))',
    ),
    phrase(
      '(?:in|into|facing|placed in|put in|my|his|her|their) (?:removal|deportation) proceedings?|notice to appear',
    ),
  ],
  family: [phrase(`${possessive} (?:\\p{L}+ |\\p{N}+ |[\\p{L}\\p{N}]+-[\\p{L}-]+ ){0,2}?${relative}`)],
  health: [
    phrase(
      'diagnos(?:ed|is)(?: (?:with|of|as))?|cancer|tumou?r|leuk(?:a)?emia|diabet(?:es|ic)|hiv|aids patient|asthma|epilep(?:sy|tic)|seizures?|dialysis|insulin|chemotherapy|kidney (?:failure|disease|transplant)|heart (?:attack|disease|condition|surgery)|stroke patient|tuberculosis|hepatitis',
    ),
    phrase(
      'ptsd|post-traumatic stress|depression|panic attacks?|bipolar|schizophreni(?:a|c)|mental (?:illness|breakdown)|suicid(?:e|al)|self-harm|nervous breakdown|addiction to|addicted to|overdos(?:e|ed|ing)|in recovery from|rehab',
    ),
    phrase(
      '(?:was|am|is|were|became|got|while|seven months|eight months|months) pregnant|pregnancy|miscarr(?:iage|ied)|stillb(?:irth|orn)|abortion|hospitali[sz]ed|in (?:the|a) hospital|intensive care|(?:had|needed|needs|after|emergency) (?:\\p{L}+ )?surgery|(?:my|his|her|their) (?:\\p{L}+ )?(?:illness|disease|disability|medication|medicine|health condition|diagnosis)',
    ),
  ],
  identifiers: [
    phrase(
      `born (?:on )?(?:the )?(?:(?:january|february|march|april|may|june|july|august|september|october|november|december) \\d{1,2}(?:st|nd|rd|th)?,? ${year}|\\d{1,2}(?:st|nd|rd|th)? (?:of )?(?:january|february|march|april|may|june|july|august|september|october|november|december),? ${year}|\\d{1,2}[/.-]\\d{1,2}[/.-](?:\\d{4}|\\d{2}))`,
    ),
    phrase('(?:date of birth|birth ?date|dob)(?: is| was)?:? (?:\\p{L}+ )?\\d[\\d/., -]*\\d'),
    // Door number, name of the street, its kind; what comes before a name in “5 Dr. Reyes” is no street.
    exact(
      `\\d{1,5} (?:(?:N|S|E|W|NE|NW|SE|SW|North|South|East|West)\\.? )?(?:${name}|\\d{1,3}(?:st|nd|rd|th))(?: ${name})? (?:Street|St\\.?|Avenue|Ave\\.?|Road|Rd\\.?|Boulevard|Blvd\\.?|Drive|Dr\\.?|Lane|Ln\\.?|Court|Ct\\.?|Place|Pl\\.?|Terrace|Circle|Highway|Hwy\\.?|Parkway|Pkwy\\.?)`,
    ),
    phrase('(?:alien|a-?) ?(?:registration )?number(?: is| was)?:? a?[\\d-]{6,}'),
  ],
  school: [
    exact(
      `(?:${name} ){1,4}(?:${schoolName} )*(?:School|College|University|Academy|Institute)|University of (?:${name})(?: ${name}){0,2}`,
    ),
    exact(
      `(?:[Aa]ttend(?:s|ed|ing)?|[Ee]nrolled (?:at|in)|[Gg]raduat(?:ed|es|ing) from|[Ss]tud(?:ied|ies|ying) at|[Ss]ophomore at|[Ss]tudent at|[Ff]reshman at|[Ss]enior at|[Jj]unior at|[Tt]each(?:es|er)? at|[Tt]aught at) (?:the )?${name}`,
    ),
    exact('P\\.?S\\.? \\d{1,3}'),
  ],
  employer: [
    exact(
      `(?:[Ww]ork(?:s|ed|ing)?|[Ee]mployed|[Hh]ired|[Jj]obs?|[Ss]hifts?|[Cc]ook(?:s|ed)?|[Cc]lean(?:s|ed)?|[Ee]mployee|[Mm]anager|[Ff]oreman|[Ww]elder|[Dd]river|[Nn]urse|[Cc]ashier) (?:at|for|by|with) (?:the |a )?${name}`,
    ),
    exact(`(?:[Mm]y|[Hh]is|[Hh]er|[Tt]heir) (?:employer|boss|company),? (?:is |was )?${name}`),
  ],
  minors: [
    exact(
      `${notMonth}${nameWithAge}(?:(?:is|was|turned|turns) (?:only |just |now )?)?${age},? (?:years? old|months? old|year-old)`,
    ),
    exact(`${notMonth}${name},? \\(?(?:aged? )?${minorAge}(?:\\)|(?=[,;.](?: [\\p{Ll}(]|$)))`),
    exact(`${notMonth}${name},? aged? ${age}`),
    exact(
      `${notMonth}${name},? (?:(?:who |just |only |had |has )*)(?:is|was|turn(?:s|ed|ing)) (?:only |just |barely |now )?${age}(?= (?:when|at|and|now|this|last|in)|[.,;!?]|$)`,
    ),
    exact(
      `${age}[- ](?:year|month)s?[- ]old(?: (?:son|daughter|child|boy|girl|baby|brother|sister|niece|nephew|cousin|grandson|granddaughter|twins?))?,? ${name}`,
    ),
  ],
  victimization: [
    phrase(
      'domestic (?:violence|abuse)|intimate partner violence|sexual(?:ly)? (?:assault(?:ed|s)?|abus(?:e|ed|es)|violence|harass(?:ed|ment)|exploit(?:ed|ation))|rap(?:ed|ist|es)|was raped|incest|molest(?:ed|ation)',
    ),
    phrase(
      'traffick(?:ed|ers?)|(?:labor|human|sex) trafficking|forced (?:labor|marriage|to marry)|tortur(?:e|ed|ing)|kidnapp?(?:ed|ing|ers?)|extort(?:ed|ion)|held (?:hostage|captive)|persecut(?:ed|ion)',
    ),
    phrase(
      'abusive (?:husband|partner|boyfriend|relationship|marriage|father|stepfather|home|ex)|(?:beat|beaten|hit|stabbed|shot|choked|threatened|abused|attacked) (?:me|him|her|them|us|by|up)|(?:was|were|been|got) (?:badly |severely |almost |nearly )?(?:beaten|stabbed|shot|abused|assaulted|attacked|threatened|mugged|robbed)|death threats?|threat(?:s|ened) to kill|(?:gang|cartel)s? (?:violence|threats?|threatened|members? (?:threatened|attacked|beat))',
    ),
    phrase(
      '(?:killed|murdered) (?:my|his|her|their)|(?:was|were) (?:killed|murdered)|(?:victim|survivor)s? of|[ut] visa|vawa',
    ),
  ],
}
