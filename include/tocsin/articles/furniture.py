"""Which lines of a page are furniture, and not the story?

Data for `clean`: each pattern is matched against one whole line, and none can span lines, so every one is linear on
hostile input. A line longer than `MAX_LINE` is never furniture.
"""

import re

MAX_LINE = 300  # characters

_READ_ALSO = (
    r"read (?:more|also|next|on)|also read|see also|see more|more on this|related(?: (?:story|stories|article|articles|coverage|news|topics?|posts?))?|"
    r"recommended(?: stories| reading| for you)?|watch(?: now| live| also)?|listen(?: now)?|don['’]t miss|explore more|further reading|in pictures|"
    r"lire aussi|à lire aussi|lea también|lee también|te puede interesar|lesen sie auch|mehr zum thema|leggi anche|leia também|leia mais|"
    r"lees ook|les også|läs också|læs også|lue myös|czytaj też|czytaj także|přečtěte si také|olvassa el|citește și|ilgili haber(?:ler)?|baca juga|xem thêm|"
    r"читайте также|читайте також|прочетете още|διαβάστε επίσης|اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|بیشتر بخوانید|یہ بھی پڑھیں|यह भी पढ़ें|関連記事|相关阅读|相關新聞|관련기사"
)

# Gone wherever they stand as a line of their own.
ANYWHERE = re.compile(
    rf"""(?:
      top\ of\ page | bottom\ of\ page | back\ to\ top | (?:skip|jump)\ to\ (?:main\ )?(?:content|navigation)
    | (?:- )?\s*(?:advertisement|advertising|sponsored(?:\ content|\ links?)?|ad|anzeige|publicité|publicidad|reklama|реклама|إعلان|広告|广告)s?\s*(?:-)?
    | (?:article\ continues|story\ continues|continue\ reading|scroll\ down\ to)\b.{{0,60}}
    | (?:{_READ_ALSO})\s*[:：|>»→–-].*
    | (?:{_READ_ALSO})
    | share(?:\ (?:this|on|via|with)\b.{{0,80}})? | share\ save | save\ share
    | (?:(?:share|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|email|e-mail|copy\ link|print|pinterest|tweet|threads|bluesky|messenger|pocket|flipboard|copied|link)[\s,|·•/]*){{2,}}
    | (?:click|tap)\ (?:here|to)\b.{{0,80}} | loading\.*… | (?:play|watch)\ video
    | (?:sign\ up|subscribe|register)\b.{{0,120}}(?:newsletter|newsletters|briefing|inbox|alerts|emails?|podcast|channel|subscription)s?\b.{{0,60}}
    | (?:get|receive)\b.{{0,80}}(?:newsletter|inbox)\b.{{0,60}}
    | follow\ (?:us|our|@)\b.{{0,120}} | join\ (?:us|our)\ (?:on|whatsapp|telegram)\b.{{0,80}}
    | download\ (?:our|the)\ app\b.{{0,80}}
    | \d+\s*(?:comments?|shares?|views?|likes?)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Gone from the first lines only: what stands between a title and its story.
HEAD = re.compile(
    r"""(?:
      (?:home|news|world|politics|opinion|sport|business)(?:\s*[>/»›|]\s*[^>/»›|]{1,80}){0,5}
    | (?:by|von|par|por|di|автор:?|بقلم:?|written\ by|reported\ by|reporting\ by|story\ by)\s+[^.!?]{2,80}
    | (?:[^\W\d_]+\s+){0,4}(?:staff(?:\ (?:writer|reporter|correspondent|report))?s?|newsroom|news\ desk|web\ desk|editorial\ (?:team|board|staff)|correspondent|reporter)
    | (?:agencies|reuters|afp|ap|associated\ press|the\ associated\ press|dpa|xinhua|anadolu|efe|ansa|tass|interfax|bbc\ news)
    | (?:updated|published|posted|last\ updated|first\ published|last\ modified|created|modified|date)\b\s*(?:on|at)?\s*:?.{0,80}\d.{0,40}
    | \d+\s*(?:min|mins|minute|minutes)\.?\ ?(?:read|to\ read)? | (?:reading|read)\ time\b.{0,30}
    | (?:photo|image|picture|photograph|file\ photo|credit)s?(?:\ (?:by|credit|courtesy|source|of))?\s*[:/|].{1,160}
    | listen\ to\ this\ article\b.{0,40}
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# Gone from the last lines only.
TAIL = re.compile(
    r"""(?:
      (?:©|\(c\)\s|copyright\s+(?:©|\(c\)|\d{4})).{0,200} | .{0,120}\ball\ rights\ reserved\b.{0,120}
    | (?-i:[A-ZÀ-ÞА-Я])[\w.'’-]*(?:,?\s+(?:and\s+)?(?-i:[A-ZÀ-ÞА-Я])[\w.'’-]*){1,7}\s+(?:reported|reports|reporting)\ from\b.{1,80}
    | .{2,120}\bcontributed\ (?:reporting\b.{0,60}|to\ this\ (?:report|article|story))\.?
    | (?:reporting|writing|editing|additional\ reporting|edited|compiled|translated)\b(?:\s+\w+)?\s+by\b.{1,200}
    | (?:tags?|topics?|filed\ under|categories|keywords|themen|теги)\s*:.{0,200}
    | (?:terms\ (?:of\ (?:use|service))|privacy\ policy|contact\ us|cookie\ policy)\b.{0,160}
    | (?:with\ (?:files|reporting)|input)s?\ (?:from|by)\b.{1,120}
    | (?:source|via)\s*:.{1,80} | (?:ends|\(ends\)|-30-|\#\#\#)
    | (?:support\ (?:us|our|independent|quality)|donate\ (?:now|today|to))\b.{0,160} | (?:log\ in|sign\ in|leave\ a\ (?:reply|comment)|post\ a\ comment|write\ a\ comment)\b.{0,80}
    | (?:was\ this\ (?:article|page)\ helpful|have\ a\ story|got\ a\ tip|contact\ the\ author)\b.{0,120}
    | (?:previous|next)(?:\ (?:post|article|story))?(?:\s*[:»«→←].{0,200})?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# From here on a page talks about itself; believed only in its later part.
AFTERWARDS = re.compile(
    r"""(?:
      (?:leave\ a\ )?(?:comments?|reply|replies)(?:\ section)?\s*(?:\(\d+\)|:)? | \d+\ comments?
    | recent\ (?:posts|news|articles|stories)(?:\s+see\ all)? | see\ all | (?:latest|most|top)\ (?:read|popular|news|stories|posts|viewed|shared)
    | related(?:\ (?:articles|stories|posts|news|topics|content|coverage))? | (?:more|also)\ (?:from|in|on|by|like)\b[^.!?]{0,60} | you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested\ in)\b.{0,40}
    | (?:recommended|trending|popular)(?:\ (?:stories|articles|posts|now|for\ you|news))? | more\ (?:stories|news|headlines|articles) | about\ the\ authors?
    | bottom\ of\ page
    )""",
    re.IGNORECASE | re.VERBOSE,
)
MONTHS = r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
# A line, or the start of a blob, that is a date and nothing else.
DATE = re.compile(
    rf"""(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?
    (?:(?:{MONTHS})\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}\.?\s+(?:{MONTHS})\.?,?(?:\s+\d{{4}})?|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})
    (?:[,\s|·•-]*(?:at\s+)?\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?\s*(?:[ap]\.?m\.?)?(?:\s*(?:utc|gmt|est|edt|cet|cest|ist|bst|local\ time))?)?""",
    re.IGNORECASE | re.VERBOSE,
)
