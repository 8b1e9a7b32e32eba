const form = `# Somebody's word on how their own story may be told.
#
# Fill this in together with the teller, in their language. Keep this file OUT of the newsletter's folder: on your own
# computer, for as long as it takes. Then: npx wayforward stories add FILE.yaml
# and delete the file. What it says is kept encrypted; the names to keep out are not kept at all, only a code made from them.
#
# Lines that begin with # are notes. Write behind the colon. Lines marked “may stay empty” may stay empty.
# Dates are written year-month-day: 2026-03-31. Where a list is asked for, put it in square brackets: [en, es].

# ---- Who, and how you asked ----

# The language the teller speaks best: en, es, vi …
language:
# Who interpreted. May stay empty.
interpreter:

obtained:
  # Your name.
  by:
  # The day on which the teller agreed.
  on:
  # How you asked: "in person, in Spanish", "on the phone with an interpreter".
  how:

# Is the teller under 18? yes or no. If yes: who agreed with them, a parent or guardian.
minor:
guardian:

# What the story is for, in the words in which you explained it.
# Say: why we want to tell it, who will read it, what we hope it does, and that saying no costs them nothing.
purpose:

# ---- Where it may be told ----

scope:
  # Go through them one by one, and write only what the teller said yes to:
  #   email    the newsletter, as a mail
  #   web      our page of the issue
  #   archive  our old issues on the web, for years
  #   share    a kit from which allies pass it on: others will hold it, and we cannot take it back from them
  #   print, press, social, ads
  channels: []
  # The languages it may be told in. A translation may reach people in the country they left: say so.
  languages: []
  # Which platforms, if social is among the channels: [instagram, whatsapp]. May stay empty.
  social: []

# A MAIL CANNOT BE TAKEN BACK. Say it in these words, before the teller decides about email:
#   “If you change your mind, we take your story off our pages the same day. But a mail that has been sent stays in
#   people's mailboxes. Nobody can get it back, and anybody can pass it on: to a newspaper, to the government, to somebody
#   you know. So let us leave out of the mail whatever could hurt you if the wrong person read it.”
# Did you say that, and did the teller agree? yes or no. Without yes the story goes into no mail.
emailIrrevocable:

# ---- The name ----

identity:
  # own: their full name. first-name. pseudonym: another name. unnamed: no name.
  # composite: one story made of several people's; the text has to say so.
  form:
  # The name to be printed, exactly. May stay empty for unnamed and composite.
  shownAs:
  # May their face be seen? May their voice be heard? yes or no
  face:
  voice:
  # How exactly a place may be named: none, state, county or city.
  place:

# What may not appear anywhere near the story. Wayforward looks for it in the text, in file names and inside pictures.
# Write every form in use, each in quotation marks: with and without second surname, maiden name, name in papers.
# Only a code made from each is kept, so that nobody can read them out of the list again.
keepOut:
  # People: ["Full Name", "Nickname"]. For a Vietnamese name give the whole name; a given name alone may be a common word.
  # Needed for pseudonym, composite and unnamed.
  names: []
  # Their town, employer, school, church: ["Springfield", "Acme Foods"]. May stay empty.
  others: []

# ---- Pictures ----

photo:
  # May pictures be shown with the story? yes or no
  allowed:
  # Do faces in them have to be blurred? yes or no. May stay empty: no.
  blur:
  # Who took them. May stay empty.
  credit:

# ---- What it may tell ----

# These can be used against somebody, even years later. Ask about each by itself, and write only those the teller wants told:
#   entry (when or how they came), convictions, removal_order, family (relatives, who may be at risk themselves),
#   health, victimization (violence they lived through), identifiers (case numbers, date of birth, address),
#   school, employer, minors (children by name)
# Whatever stands here, an attorney has to read first. May stay empty: none of it.
details: []

# The attorney who read the story. May stay empty if it tells none of these.
attorneyReview:
  by:
  on:
  # Does the teller have a case pending? yes or no
  pendingCase:

# Words that the teller uses for themself and wants left as they are: ["felon"]. May stay empty.
selfTerms: []

# ---- For how long ----

# May stay empty: from the day they agreed, for twelve months. Say that it ends by itself, and that we ask again.
# They may end it sooner, on any day, without a reason.
starts:
expires:

# What the teller was paid or given. May stay empty.
compensation:
# How to reach them safely: who may pick up, what never to write. May stay empty.
reach:
`

/** The form that `stories add` reads, empty, with what to say to the teller at each line. */
export function blankForm(): string {
  return form
}
