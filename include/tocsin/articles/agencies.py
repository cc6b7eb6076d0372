"""Which news agency is a text, a byline or a credit line from?

The names of the agencies, in the scripts in which newsrooms write them, each with the one name by which we know it.
"""

import re
from collections.abc import Iterable

# One agency a line: the name that we use, then all that it is called. Letters alone are read as they stand here.
_AGENCIES = """
Reuters: Thomson Reuters, Рейтер, Reuter, رويترز, رویترز, 路透社, 路透, ロイター, 로이터
AFP: Agence France-Presse, Agence France Presse, АФП, أ ف ب, أ.ف.ب, فرانس برس, 法新社, AFP時事
AP: Associated Press, The Associated Press, أسوشيتد برس, أسوشييتد برس, 美联社, 美聯社, AP通信
dpa: DPA, Deutsche Presse-Agentur, 德新社, د ب أ
UPI: United Press International
Xinhua: Xinhua News Agency, Синьхуа, شينخوا, 新华社, 新華社, 新华网
CNS: China News Service, 中新社, 中新网
TASS: ТАСС, ITAR-TASS, ИТАР-ТАСС, تاس
RIA Novosti: RIA, РИА Новости, РИА «Новости»
Interfax: Интерфакс, INTERFAX.RU
Interfax-Ukraine: Інтерфакс-Україна, Интерфакс-Украина
Ukrinform: Укрінформ, Укринформ
UNIAN: УНІАН, УНИАН
UNN: УНН
BelTA: BELTA, БЕЛТА, БелТА
Anadolu: Anadolu Agency, Anadolu Ajansı, AA, الأناضول, Анадолу
DHA: Demirören Haber Ajansı
IHA: İhlas Haber Ajansı, İHA
EFE: Agencia EFE, EFEUSA
Europa Press: EUROPA PRESS
ANSA: Ansa
AGI: Agenzia Italia
Adnkronos: ADNKRONOS
Lusa: Agência Lusa
Agência Brasil: Agencia Brasil
Télam: Telam
PTI: Press Trust of India
ANI: Asian News International
IANS: Indo-Asian News Service
UNI: United News of India
APP: Associated Press of Pakistan
BSS: Bangladesh Sangbad Sangstha
Kyodo: Kyodo News, 共同通信, 共同, 共同社
Jiji: Jiji Press, 時事通信, 時事
Yonhap: Yonhap News Agency, Yonhap News, 연합뉴스, 聯合ニュース, 韩联社
Newsis: 뉴시스
News1: 뉴스1
KCNA: Korean Central News Agency, 朝鲜中央通讯社, 朝中社, 조선중앙통신
CNA: Central News Agency, 中央社
Bernama: BERNAMA
Antara: ANTARA
VNA: Vietnam News Agency, TTXVN
IRNA: Islamic Republic News Agency, ایرنا, إرنا
ISNA: ایسنا
Tasnim: Tasnim News Agency, تسنیم
Fars News Agency: فارس
Mehr News Agency: مهر
SANA: Syrian Arab News Agency, سانا
WAM: Emirates News Agency, وام
SPA: Saudi Press Agency, واس
QNA: Qatar News Agency, قنا
KUNA: Kuwait News Agency, كونا
Petra News Agency: Jordan News Agency, PETRA, بترا
MENA: Middle East News Agency, أ ش أ
INA: Iraqi News Agency, واع
WAFA: Palestine News Agency, وفا
APS: Algérie Presse Service, وأج
TAP: Tunis Afrique Presse
MAP: Maghreb Arabe Presse
NAN: News Agency of Nigeria
ENA: Ethiopian News Agency
AZERTAC: Azertag, AZƏRTAC
Trend News Agency: TREND
Armenpress: ARMENPRESS, Արմենպրես
Kazinform: КазИнформ
APA: Austria Presse Agentur
SDA: Keystone-SDA, Keystone-ATS
Belga: BELGA
ANP: Algemeen Nederlands Persbureau
NTB: Norsk Telegrambyrå
TT: TT Nyhetsbyrån, Tidningarnas Telegrambyrå
Ritzau: RITZAU
STT: Suomen Tietotoimisto
BNS: Baltic News Service
LETA: Latvian news agency LETA
ELTA: ELTA agency
PAP: Polska Agencja Prasowa
ČTK: CTK, Czech News Agency
TASR: Tlačová agentúra SR
SITA: Slovenská tlačová agentúra
MTI: Magyar Távirati Iroda
Agerpres: AGERPRES
BTA: БТА
Tanjug: TANJUG, Танјуг
HINA: Croatian News Agency
SRNA: Срна
FENA: ФЕНА
STA: Slovenska tiskovna agencija
MIA: МИА
ANA-MPA: ΑΠΕ-ΜΠΕ, ΑΠΕ
PA Media: Press Association, PA News Agency
AAP: Australian Associated Press
The Canadian Press: Canadian Press, La Presse Canadienne, LA PRESSE CANADIENNE
Bloomberg: Bloomberg News
Sputnik: Спутник
"""
_NAMES = {
    name.strip(): line.partition(":")[0]
    for line in _AGENCIES.strip().split("\n")
    for name in (line.partition(":")[0], *line.partition(":")[2].split(","))
}
_BY_LENGTH = sorted(_NAMES, key=len, reverse=True)
NAME = rf"(?:{'|'.join(map(re.escape, _BY_LENGTH))})"
# Short names are common words, states and parties too: within a longer text only these are believed.
_TELLING = 5  # letters; three of a script in which each is a word or a syllable
_NOT_TELLING = ("Anadolu", "Анадолу", "الأناضول", "Antara", "ANTARA", "Sputnik", "Спутник", "TREND", "PETRA")
_LONG = "|".join(re.escape(name) for name in _BY_LENGTH if len(name) >= _TELLING and name not in _NOT_TELLING)
_DENSE = "|".join(name for name in _BY_LENGTH if len(name) >= 3 and "\u3000" < name[0] < "\ud7b0")
_WITHIN = re.compile(rf"(?<!\w)(?:{_LONG})(?!\w)|{_DENSE}")
_PARTS = re.compile(r"\s*(?:[|,;/&()\[\]·•+«»]|\s[–—-]\s|\s(?:and|und|et|y|e|и|та|و|with|via|for)\s)\s*", re.IGNORECASE)
_LEAD_IN = re.compile(r"(?:by|with|via|from|par|por|von|mit|avec|con)\s|(?:agence|agencia|agency)\s", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:©|\(c\)|copyright\b)(?=.{0,120}\b20\d\d\b)"
    r"|with\s(?:files|reporting|inputs?|contributions?|agenc)|(?:source|agency|credit|via)\s?[:：]"
    r"|(?:quelle|fuente|fonte|źródło|zdroj|forrás|kaynak|sumber|nguồn|источник|джерело|المصدر|منبع|来源|來源|출처)\s?[:：]"
    r"|\(?(?:avec|con\sinformación\sde|con\sagencias|mit\smaterial\svon)\s",
    re.IGNORECASE,
)
# Agencies are credited for pictures too.
_PICTURE = re.compile(r"photo|image|picture|getty|foto|bild|imagen|фото|صورة|写真|사진|图", re.IGNORECASE)
MAX_CREDIT = 300  # characters of a line that credits an agency; a longer one is a paragraph


def find_agency(credit: str) -> str:
    """Name the agency that a byline or credit names, "" where it names none."""
    parts = (_LEAD_IN.sub("", part.strip(" .")) for part in _PARTS.split(credit[:MAX_CREDIT]))
    alone = next((_NAMES[part] for part in parts if part in _NAMES), "")
    if alone:
        return alone
    named = _WITHIN.search(credit[:MAX_CREDIT])
    return _NAMES[named[0]] if named else ""


def find_credited(lines: Iterable[str]) -> str:
    """Name the agency of the first line that credits one: "With files from …", "© 2026 …", "Source: …"."""
    credits = (line for line in lines if len(line) <= MAX_CREDIT and _CREDIT.match(line) and not _PICTURE.search(line))
    return next(
        (agency for line in credits if (agency := find_agency(_YEAR.sub("", _CREDIT.sub("", line, count=1))))), ""
    )


_YEAR = re.compile(r"\b20\d\d\b[,.]?\s?")
