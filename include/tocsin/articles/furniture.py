"""Which lines of a page are furniture, and not the story?

Data for `clean`. Each pattern must match the whole of one line, and a line longer than `MAX_LINE` is never
furniture, so that matching stays linear on hostile input and a paragraph is never at risk.
"""

import re

from tocsin.articles.dates import MONTH, ZONE_NAMES

MAX_LINE = 300  # characters
FLAGS = re.IGNORECASE | re.VERBOSE

READ_ALSO = r"""(?:
      read\ (?:more|also|next|on) | also\ read | see\ (?:also|more) | more\ on\ this | watch(?:\ now|\ live|\ also)?
    | related(?:\ (?:story|stories|articles?|coverage|news|topics?|posts?|reading|content))?
    | recommended(?:\ (?:stories|reading|for\ you))? | listen(?:\ now)? | don['’]t\ miss | explore\ more
    | further\ reading | in\ pictures | editor['’]?s['’]?\ picks? | must\ read | you\ may\ also\ like
    | (?:[àa]\ )?lire\ (?:aussi|également) | sur\ le\ même\ sujet | más\ información | noticias\ relacionadas
    | zum\ thema | articoli\ correlati | notícias\ relacionadas | veja\ também | relaterat | zobacz\ (?:też|także)
    | související(?:\ články)? | kapcsolódó(?:\ \w+)? | смотрите\ также | материалы\ по\ теме | по\ темі
    | σχετικά(?:\ άρθρα)? | مواضيع\ ذات\ صلة | مطالب\ مرتبط | संबंधित\ खबरें | 延伸阅读 | 延伸閱讀
    | le[ae]\ también | te\ puede\ interesar | lesen\ sie\ auch | mehr\ zum\ thema
    | leggi\ anche | leia\ (?:também|mais) | lees\ ook | les\ også | läs\ också | læs\ også | lue\ myös
    | czytaj\ (?:też|także) | přečtěte\ si\ také | olvassa\ el | citește\ și | ilgili\ haber(?:ler)? | baca\ juga
    | xem\ thêm | читайте\ (?:также|також) | прочетете\ още | διαβάστε\ επίσης | اقرأ\ (?:أيضا|أيضاً|المزيد)
    | بیشتر\ بخوانید | یہ\ بھی\ پڑھیں | यह\ भी\ पढ़ें | 関連記事 | 相关阅读 | 相關新聞 | 관련기사
    )"""
ADVERTISEMENT = r"""[-–—(\[\s]*(?:advertise?ments?|advertising|sponsored(?:\ content|\ links?)?|ad|ads
        |anzeige|werbung|publicité|publicidad|publicidade|pubblicità|advertentie|annons|reklam[aey]?|реклама|إعلان|آگهی|広告|广告|廣告|광고)[-–—)\]\s:]*
        (?:[·|–-]\s*(?:scroll|continue|keep)\b.{0,40})?"""
NETWORKS = (
    r"(?:share|facebook|twitter|x|whatsapp|telegram|linkedin|reddit|e-?mail|copy|link|print|pinterest|tweet|threads"
    r"|bluesky|messenger|pocket|flipboard|copied|save|comments?|gift|bookmark|listen)"
)
# "Print this page", "E-mail to a friend".
HAND_ON = r"""(?:(?:print|e-?mail|send|forward|save|bookmark)\ (?:this(?:\ (?:page|article|story))?
      |(?:it\ )?to\ a\ friend)
    |printer[-\ ]friendly(?:\ (?:page|version))?)"""

# What a page says where its story was to be put by a script.
NOTICE = r"""(?:
      (?:please\ |you\ (?:need|have)\ to\ |you\ must\ |to\ [^.!?]{1,60},?\ )?(?:please\ )?
        (?:enable|activate|turn\ on)\ javascript\b.{0,160}
    | javascript\ (?:is|must\ be|has\ been|(?:seems|appears)\ to\ be)\ (?:currently\ )?
        (?:disabled|required|enabled|blocked|not\ (?:enabled|available|supported)|(?:turned|switched)\ off)\b.{0,160}
    | (?:this|our|the)\ (?:(?:web\ ?)?site|(?:web\ ?)?page|app|application|content)\ (?:requires?|needs?)\ javascript\b
        .{0,160}
    | [^.!?]{0,80}\b(?:does(?:n['’]t|\ not)|won['’]t)\ work\ (?:properly\ )?without\ javascript\b.{0,160}
    | (?:sorry,?\ )?your\ browser\ (?:does\ not|doesn['’]t)\ support\ .{1,160}
    | (?:[^.!?]{0,40},\ ?|veuillez\ |bitte\ |por\ favor\ |пожалуйста\ |请|請)?
        (?:activ(?:er|ez|ar|a)|aktivieren\ sie|ative|habilit[ae]|abilita|включите|увімкніть|启用|啟用)
        .{0,12}javascript.{0,160}
    | javascript.{0,6}(?:を有効|활성화|etkinleştir).{0,160}
    | (?:now\ )?loading(?:\ (?:(?:the|your|more)\ )?(?:article|comments|content|data|news|page|player|posts|results
        |story|stories|videos?))?\s?[.…!]{0,3}
    | loading\W{1,4}please\ wait\b.{0,120} | please\ wait(?:\ (?:a\ moment|while|until)\b.{0,120})?\s?[.…!]{0,3}
    | (?:chargement(?:\ en\ cours)?|wird\ geladen|lädt|cargando|carregando|caricamento|загрузка|завантаження|yükleniyor
        |جار[يٍ]?\ التحميل|در\ حال\ بارگذاری|加载中|載入中|読み込み中|로딩\ 중)\s?[.…!]{0,3}
    )"""

# The words with which a block of furniture opens.
LABEL = re.compile(rf"(?:{ADVERTISEMENT}|{READ_ALSO})", FLAGS)
# A name: words with a capital.
_NAME = r"(?-i:[A-ZÀ-ÞА-Я])[\w.'’-]{1,30}"
AGENCIES = (
    r"(?:reuters|afp|ap(?:\ photo)?|epa(?:-efe)?|efe|dpa|ansa|getty(?:\ images)?|shutterstock|bloomberg|nurphoto)"
)
# What a picture shows, and whose it is.
CAPTION = rf"""(?:
      (?:(?:file\ )?photo(?:graph)?|image|picture|credit|foto|bild|фото|imagen|crédit)s?
        (?:\ (?:by|credit|courtesy|source|of|caption))?\s*[:/|].{{1,200}}
    | (?:image|media|video)\ (?:caption|source),.{{1,260}}
    | [^。！？]{{0,260}}\((?:[a-z]{{2,8}}\ )?(?:photo|image|file|picture)s?\s?
        (?:/|:|by\b|courtesy\b)[^()]{{2,60}}\)\W{{0,3}}
    | [^。！？]{{0,260}}\b{AGENCIES}\s?/\s?{_NAME}(?:\s+{_NAME}){{0,2}}[\s.–—-]{{0,4}}
    | [^。！？]{{0,260}}(?-i:[a-zà-ÿ.])\s?/\s?{AGENCIES}(?:\ via\ .{{2,30}})?\W{{0,4}}
    )"""
# Gone wherever they stand as a line of their own.
ANYWHERE = re.compile(
    rf"""(?:
      (?:top|bottom)\ of\ page | back\ to\ top | (?:skip|jump)\ to\ (?:main\ )?(?:content|navigation)
    | {ADVERTISEMENT} | {NOTICE} | {CAPTION}
    | (?:article|story|advertisement)\ continues\b.{{0,60}} | (?:continue\ reading|scroll\ down\ to)\b.{{0,60}}
    | {READ_ALSO}\s*(?:[:：|>»→]|[-–—]\s).* | {READ_ALSO} | [\[(【]\s*{READ_ALSO}\b.{{0,200}}[\])】]
    | \((?:more|see|read|watch|photos|video|related)\s*:.{{1,200}}\)
    | share\ (?:this|on|via)\b.{{0,80}} | share\ with\ (?:friends|others|your)\b.{{0,40}}
    | {NETWORKS}(?:[\s,|·•/]+{NETWORKS}){{0,12}}
    | {HAND_ON}(?:\s*[|·•/]\s*{HAND_ON}){{0,4}}
    | (?:click|tap)\ (?:here|to\ (?:share|print|email|play|expand|watch))\b.{{0,80}} | (?:play|watch)\ video
    | (?:sign\ up|subscribe|register)\b.{{0,120}}
        (?:newsletters?|briefing|inbox|alerts|e-?mails?|podcast|channel)\b.{{0,60}}
    | (?:get|receive)\b.{{0,80}}(?:newsletter|inbox)\b.{{0,60}}
    | (?:sign\ up|subscribe)(?:\ (?:to|for|here|now|today)\b[^.!?:]{{0,80}})?[.!]?
    | .{{0,160}}\bnewsletters\ may\ contain\b.{{0,140}}
    | follow\ (?:us|our|@)\b.{{0,120}} | join\ (?:us|our)\b.{{0,30}}\b(?:whatsapp|telegram|channel|facebook)\b.{{0,60}}
    | download\ (?:our|the)\ .{{0,20}}app\b.{{0,80}} | \d+\s*(?:comments?|shares?|views?|likes?)
    )""",
    FLAGS,
)
# A line above the story that is a name and nothing else, or a name and a date.
NAME_LINE = re.compile(rf"{_NAME}(?:\s+{_NAME}){{1,3}}", FLAGS)
# A line, or the start of a blob, that is a date and nothing else.
DATE = re.compile(
    rf"""(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?
    (?:{MONTH}\.?\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?|\d{{1,2}}\.?\s+{MONTH}\.?,?(?:\s+\d{{4}})?
      |\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}})
    (?:[,\s|·•-]{{0,5}}(?:at\s+)?\d{{1,2}}[:.]\d\d(?:[:.]\d\d)?\s{{0,3}}(?:[ap]\.?m\.?)?
      (?:\s{{0,3}}{ZONE_NAMES})?)?""",
    FLAGS,
)
# Gone from the first lines only, and read for the byline.
BYLINE = re.compile(
    rf"""(?:
      (?:by|von|par|por|di|автор:?|بقلم:?
        |(?:written|reported|story|text|submitted|posted|published|uploaded)\ by)\s+[^.!?]{{2,80}}
    | {_NAME}(?:\s+{_NAME}){{1,3}}\s*(?:[|•·,–-]\s*(?:\d[\d\s./:-]{{5,30}}|{DATE.pattern})|{DATE.pattern})
    | [^.!?|]{{2,60}}\s[|•·]\s{DATE.pattern}
    | (?:[^\W\d_]+\s+){{0,4}}(?:staff(?:\ (?:writer|reporter|correspondent|report))?s?|newsroom|(?:news|web)\ desk
        |editorial\ (?:team|board|staff)|correspondent|reporter)
    | (?:agencies|reuters|afp|ap|(?:the\ )?associated\ press|dpa|xinhua|anadolu|efe|ansa|tass|interfax|bbc\ news)
    )(?:\s*[|•·–-]\s*.{{0,60}})?""",
    FLAGS,
)
HEAD = re.compile(
    r"""(?:
      (?:home|news|world|politics|opinion|sport|business)(?:\s*[>/»›|]\s*[^>/»›|]{1,80}){0,5}
    | (?:updated|published|posted|last\ updated|first\ published|last\ modified|created|modified|date)\b
        \s*(?:on|at)?\s*:?.{0,60}\d.{0,40}
    | \(?(?:publié|mis\ à\ jour|modifié|publicado|actualizado|atualizado|pubblicato|aggiornato|veröffentlicht
        |aktualisiert|stand:|опубликовано|обновлено|опубліковано|оновлено|gepubliceerd|bijgewerkt|publicerad|uppdaterad|publisert|oppdatert
        |opublikowano|aktualizacja|yayınlanma|güncelleme)(?!\w).{0,60}\d.{0,40} | \(?mis\ à\ jour\s*:?\s*\)?
    | .{0,60}\b\d+\s*min(?:ute)?s?\.?\ (?:read|to\ read) | (?:reading|read)\ time\b.{0,30}
    | \d+\ (?:hours?|days?|minutes?)\ ago
    | \d{4}年\d{1,2}月\d{1,2}日.{0,60} | (?:来源|來源|记者|記者|作者|編輯|编辑)\s*[:：].{0,60}
    | listen\ to\ this\ article\b.{0,40}
    )""",
    FLAGS,
)
_ADDRESS = r"[\w.+-]{1,60}@[\w-]{1,60}\.[\w.]{2,40}"
_NETWORK = r"(?:twitter|facebook|instagram|linkedin|telegram|bluesky|mastodon|youtube|tiktok|whatsapp|x)"
# Gone from the last lines only.
TAIL = re.compile(
    rf"""(?:
      (?:©|\(c\)\s|copyright\s+(?:©|\(c\)|\d{{4}})).{{0,200}} | copyright\s+{_NAME}.{{0,80}} | best\ viewed\ .{{0,60}}
    | .{{0,120}}\ball\ rights\ reserved\b.{{0,120}}
    | .{{0,80}}(?:저작권자|무단\ ?전재|無断転載|未经授权|未經授權|非經授權|未经许可|版權所有|สงวนลิขสิทธิ์
        |tüm\ hakları\ saklıdır
        |усі\ права\ захищено|تمامی\ حقوق|wszelkie\ prawa\ zastrzeżone|με\ επιφύλαξη).{{0,120}}
    | (?:انتهای\ پیام|کد\ خبر|لینک\ کوتاه|رابط\ مختصر).{{0,120}}
    | (?:follow|find|see|read|more)\b.{{1,100}}\bcoverage\b.{{0,160}}
    | (?:our\ standards|corrections?|clarification|editor['’]s\ note|errata)\s*:.{{0,260}}
    | (?:an\ earlier|a\ previous|a)\ version\ of\ this\ (?:article|story)\b.{{0,200}}
    | (?:this\ (?:article|story)\ (?:was|has\ been|is\ part)|when\ we\ learn\ of\ a\ mistake|a\ correction\ was)\b
        .{{0,220}}
    | (?:if\ you\ (?:value|like|enjoy|appreciate)|please\ consider|consider)\b.{{0,160}}
        \b(?:support|subscrib|donat|contribut|member)\w*\b.{{0,120}}
    | .{{0,80}}(?:tous\ droits\ réservés|todos\ los\ derechos\ reservados|todos\ os\ direitos\ reservados
        |alle\ rechte\ vorbehalten|tutti\ i\ diritti\ riservati|все\ права\ защищены
        |جميع\ الحقوق\ محفوظة|版权所有).{{0,80}}
    | {_NAME}(?:,?\s+(?:and\s+)?{_NAME}){{1,7}}\s+(?:reported|reports|reporting)\ from\b.{{1,80}}
    | .{{2,120}}\bcontributed\ (?:reporting\b.{{0,60}}|to\ this\ (?:report|article|story))\.?
    | \(?(?:(?:additional\ )?reporting|writing|editing|edited|compiled|translated)\ by\b.{{1,200}}
    | (?:tags?|topics?|filed\ under|categories|keywords|themen|теги)\s*:.{{0,200}}
    | (?:terms\ of\ (?:use|service)|privacy\ policy|contact\ us|cookie\ policy)\b.{{0,160}}
    | (?:with\ )?(?:files|reporting|inputs)\ (?:from|by)\b.{{1,120}} | (?:source|via)\s*:.{{1,80}}
    | \(?ends?\)?\.? | -30- | \#\#\# | .{{0,200}}{_ADDRESS}.{{0,100}}
    | (?:follow|find|like|get|reach|contact|tweet|connect\ with)\b.{{1,120}}\b(?:on|via|at)\s+{_NETWORK}\b.{{0,120}}
    | .{{0,120}}\b(?:may|must)\ not\ be\ (?:published|reproduced|reprinted|copied|rewritten|redistributed)\b.{{0,160}}
    | .{{0,160}}\b(?:views|opinions)\ (?:and\ opinions\ )?expressed\b.{{0,200}}
    | .{{0,120}}\b(?:affiliate\ (?:links?|commission)|earn\ (?:a|an\ affiliate)\ commission)\b.{{0,160}}
    | [(（【\[]?\s*(?:责任编辑|責任編輯|责编|编辑|編輯|校对|审核|記者|记者|来源|來源)\s*[:：].{{0,60}}
    | (?:previous|next)(?:\ (?:post|article|story))?(?:\s*[:»«→←].{{0,200}})?
    | (?:support\ (?:us|our|independent|quality)|donate\ (?:now|today|to))\b.{{0,160}}
    | (?:(?:log|sign)\ in|(?:leave|post|write)\ a\ (?:reply|comment))\b.{{0,80}}
    | (?:was\ this\ (?:article|page)\ helpful|have\ a\ story|got\ a\ tip|contact\ the\ author)\b.{{0,120}}
    )""",
    FLAGS,
)
# From here on a page talks about itself; believed only in its later part.
AFTERWARDS = re.compile(
    r"""(?:
      (?:leave\ a\ )?(?:comments?|reply|replies)(?:\ section)?\s*(?:\(\d+\)|:)? | \d+\ comments? | see\ all
    | (?:recent|latest|most|top|more|other)\ (?:posts?|news|articles|stories|headlines|read|popular|viewed|shared)
        (?:\s*see\ all)?
    | related(?:\ (?:articles|stories|posts|news|topics|content|coverage))?:?
    | (?:more|also)\ (?:from|in|on|by|like)\b[^.!?]{0,60}
    | you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested\ in)\b.{0,40}
    | (?:recommended|trending|popular)(?:\ (?:stories|articles|posts|now|for\ you|news))? | about\ the\ authors?
    | (?:an?\ )?note\ (?:from|to|by)\ (?:the\ |our\ )?(?:authors?|editors?|readers?)\s*: | bottom\ of\ page
    )""",
    FLAGS,
)
