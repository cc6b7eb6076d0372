"""Is who did what to whom told apart from what only sounds so: negation, sport, old wars, swapped sides, fears?

Each headline stands for a trap; `alert` is what a person would want, `pairs` must be among the dyads.
"""

import pytest

from tocsin.escalation.classify import classify

ENGLISH = [
    ("Pakistan launches cross-border strikes in Iran", 4, True, [("PAK", "IRN")]),
    ("Iran hit by Pakistani missiles", 4, True, [("PAK", "IRN")]),
    ("Armenian soldier killed by Azerbaijani sniper fire", 4, True, [("AZE", "ARM")]),
    ("Azerbaijan accuses Armenia of shelling border villages", 4, True, [("ARM", "AZE")]),
    ("Armenia denies shelling Azerbaijani villages", 0, False, []),
    ("Turkey did not strike Syria, defence ministry says", 0, False, []),
    ("Reports of an Israeli strike on Damascus are false, army says", 0, False, []),
    ("False alarm: missile alert in Hawaii was a mistake", 0, False, []),
    ("Israel bombs Damascus airport, Syria says", 4, True, [("ISR", "SYR")]),
    ("Syria says Israel bombed Damascus airport", 4, True, [("ISR", "SYR")]),
    ("Syrian air defences intercept Israeli missiles over Damascus", 4, True, []),
    ("Saudi Arabia shoots down Houthi drone over Jeddah", 4, True, [("SAU", "Houthis")]),
    ("Houthi drone shot down over Saudi Arabia", 4, True, []),
    ("Ethiopia and Eritrea trade artillery fire across the border", 4, True, [("ERI", "ETH"), ("ETH", "ERI")]),
    ("Thai and Cambodian troops exchange fire at disputed temple", 4, True, [("KHM", "THA"), ("THA", "KHM")]),
    ("Kyiv says Russian missiles hit Odesa port", 5, True, [("RUS", "UKR")]),
    ("Kiev under rocket attack", 5, True, [("RUS", "UKR")]),
    ("Hizbullah fires rockets at northern Israel", 4, True, [("Hezbollah", "ISR")]),
    ("Hezbollah rockets land in Haifa, wounding four", 4, True, [("Hezbollah", "ISR")]),
    ("Al-Shabab militants attack Kenyan police post near Somali border, kill five", 4, True, []),
    ("Burma jets bomb village inside Thailand", 4, True, [("MMR", "THA")]),
    ("Türkiye strikes PKK targets in northern Iraq", 4, True, []),
    ("Russian jets violate Estonian airspace", 3, True, [("RUS", "EST")]),
    ("Chinese warships enter Japanese waters near Senkakus", 3, True, [("CHN", "JPN")]),
    ("North Korea fires ballistic missile into Sea of Japan", 3, True, []),
    ("Belarus masses troops on Polish border", 3, True, [("BLR", "POL")]),
    ("Venezuela deploys army to Guyana border", 3, True, [("VEN", "GUY")]),
    ("Iran vows revenge on Israel for general's killing", 2, True, [("IRN", "ISR")]),
    ("Trump threatens to bomb Iran if it does not sign deal", 2, True, [("USA", "IRN")]),
    ("Netanyahu: we will strike Iran again if needed", 2, True, [("ISR", "IRN")]),
    ("Kim Jong Un warns of nuclear strike on Seoul", 2, True, [("PRK", "KOR")]),
    ("Ethiopia gives Eritrea 48 hours to withdraw troops or face war", 2, True, [("ETH", "ERI")]),
    ("Analysts warn China could invade Taiwan by 2027", 0, False, []),
    ("What if Russia attacks the Baltics?", 0, False, []),
    ("If Iran attacks, Israel will be ready, expert says", 0, False, []),
    ("Novel imagines North Korean attack on Guam", 0, False, []),
    ("Fifty years since Turkey invaded Cyprus", 0, False, []),
    ("Veterans mark anniversary of Argentine invasion of Falklands", 0, False, []),
    ("Iraq remembers the 2003 US invasion", 0, False, []),
    ("Pakistan crush India by six wickets in Lahore", 0, False, []),
    ("Brazil bombard Argentina goal but fail to score", 0, False, []),
    ("Apple fires new salvo in trade war with China", 0, False, []),
    ("US hits Iran with new sanctions", 1, False, [("USA", "IRN")]),
    ("Storm batters Philippines and heads for Vietnam", 0, False, []),
    ("Locusts invade Kenya from Somalia", 0, False, []),
    ("Georgia governor sends troops to Atlanta", 0, False, []),
    ("Jordan scores 40 as Bulls blast Lakers", 0, False, []),
    ("Turkey prices under attack before Thanksgiving", 0, False, []),
    ("India and Pakistan agree ceasefire after four days of fighting", 4, False, []),
    ("Russia and Ukraine swap 200 prisoners", 0, False, []),
    ("Turkey apologises to Russia for downing jet", 0, False, []),
    ("China lifts ban on Australian wine", 0, False, []),
    ("Poland expels Russian diplomats over sabotage", 1, False, [("POL", "RUS")]),
    ("Algeria recalls ambassador from Paris", 1, False, [("DZA", "FRA")]),
    ("Estonia summons Russian envoy over airspace violation", 3, True, [("RUS", "EST")]),
    ("UN condemns Israeli strike on Gaza hospital", 4, True, [("ISR", "PSE")]),
    ("US drone strike kills al-Shabaab leader in Somalia", 0, False, []),
    ("Nigerian army kills 50 Boko Haram fighters in Borno", 0, False, []),
    ("Suicide bomber kills 20 at Kabul mosque", 0, False, []),
    ("Myanmar junta jets bomb rebel village in Sagaing", 0, False, []),
    ("Sudanese army and RSF clash in Khartoum", 0, False, []),
    ("Israel's war in Gaza dominates Eurovision debate", 0, False, []),
    ("Oil rises as Iran-Israel tensions simmer", 0, False, []),
    ("South Korea to buy 40 F-35 jets from US", 0, False, []),
    ("India test-fires Agni-V ballistic missile", 3, True, []),
    ("Israel tests Arrow air defence interceptor", 0, False, []),
    ("NATO holds annual exercise in Norway", 0, False, []),
    ("China holds live-fire drills around Taiwan as warning to separatists", 3, True, [("CHN", "TWN")]),
    ("Iranian Guards seize Marshall Islands-flagged tanker in Strait of Hormuz", 4, True, []),
    ("Indonesia detains Vietnamese fishing boat", 4, True, [("IDN", "VNM")]),
    ("China coastguard rams Philippine boat at Scarborough Shoal", 4, True, [("CHN", "PHL")]),
    ("China fires water cannon at Philippine supply ship", 4, True, [("CHN", "PHL")]),
    ("Rwandan troops cross into DR Congo to back M23", 4, True, [("RWA", "COD")]),
    ("M23 rebels seize Goma", 0, False, []),
    ("Explosion at Iranian nuclear site was accident, officials say", 0, False, []),
    ("Israel blamed for killing of Iranian scientist in Tehran", 4, True, [("ISR", "IRN")]),
    ("Hamas leader Haniyeh assassinated in Tehran", 4, True, []),
    ("Tajik and Kyrgyz border guards clash, leaving 24 dead", 4, True, []),
    ("Unidentified drones force Danish airport to close", 3, True, []),
    ("Serbia puts army on high alert on Kosovo border", 3, True, [("SRB", "XKX")]),
    ("Colombia sends 2,000 troops to Venezuelan border", 3, True, [("COL", "VEN")]),
    ("Afghan Taliban and Pakistani forces exchange fire at Torkham", 4, True, []),
    ("Pakistani jets bomb Khost and Kabul, Taliban say", 4, True, [("PAK", "AFG")]),
    ("US sinks Venezuelan boat, killing 11", 4, True, [("USA", "VEN")]),
    ("Ukraine drones strike oil refinery deep in Russia", 5, True, [("UKR", "RUS")]),
    ("Russia declares war on plastic", 0, False, []),
    ("British minister attacks Brussels over fish", 0, False, []),
    ("France fires back at Italy in row over migrants", 0, False, []),
    ("Egypt warns Ethiopia of 'consequences' over dam", 1, False, [("EGY", "ETH")]),
    ("Greece says Turkey is violating its airspace", 3, True, [("TUR", "GRC")]),
    ("Iranian hackers attack Albanian government servers", 0, False, []),
    ("China sanctions US defence firms over Taiwan arms sale", 1, False, [("CHN", "USA")]),
]
OTHERS = [
    ("Pakistán lanza ataques transfronterizos en Irán", 4, True, [("PAK", "IRN")]),
    ("Irán lanza misiles contra una base en Pakistán", 4, True, [("IRN", "PAK")]),
    ("Israel bombardea el sur de Líbano y mata a cinco personas", 4, True, [("ISR", "LBN")]),
    ("Rusia derriba un dron ucraniano sobre Bélgorod", 5, True, [("RUS", "UKR")]),
    ("Venezuela moviliza tropas a la frontera con Guyana", 3, True, [("VEN", "GUY")]),
    ("Corea del Norte lanza un misil balístico hacia el mar de Japón", 3, True, []),
    ("Turquía niega haber atacado posiciones en Siria", 0, False, []),
    ("Real Madrid bombardea al Barcelona con cuatro goles", 0, False, []),
    ("Hace 40 años: la guerra de las Malvinas entre Argentina y Reino Unido", 0, False, []),
    ("India y Pakistán acuerdan un alto el fuego", 0, False, []),
    ("Un avión militar chino viola el espacio aéreo de Taiwán", 3, True, [("CHN", "TWN")]),
    ("Soldados de India y China se enfrentan en la frontera del Himalaya", 4, True, []),
    ("Estados Unidos amenaza con atacar a Irán si no abandona su programa nuclear", 2, True, [("USA", "IRN")]),
    ("Le Pakistan mène des frappes transfrontalières en Iran", 4, True, [("PAK", "IRN")]),
    ("Israël frappe Beyrouth, cinq morts", 4, True, [("ISR", "LBN")]),
    ("L'armée russe bombarde Kharkiv", 5, True, [("RUS", "UKR")]),
    ("L'Azerbaïdjan accuse l'Arménie d'avoir tiré sur ses positions", 4, True, [("ARM", "AZE")]),
    ("La Corée du Nord tire un missile balistique", 3, True, []),
    ("Des avions chinois pénètrent dans la zone de défense aérienne de Taïwan", 3, True, [("CHN", "TWN")]),
    ("L'Iran menace Israël de représailles", 2, True, [("IRN", "ISR")]),
    ("Le Rwanda dément avoir bombardé Goma", 0, False, []),
    ("PSG : Mbappé pilonne la défense allemande", 0, False, []),
    ("Commémoration du bombardement de Belgrade par l'Otan", 0, False, []),
    ("Alger rappelle son ambassadeur à Paris", 1, False, [("DZA", "FRA")]),
    ("Пакистан нанес удары по территории Ирана", 4, True, [("PAK", "IRN")]),
    ("Турецкие самолеты разбомбили лагерь РПК в Ираке", 4, True, []),
    ("Азербайджан обвинил Армению в обстреле своих позиций", 4, True, [("ARM", "AZE")]),
    ("КНДР запустила баллистическую ракету", 3, True, []),
    ("Китайские истребители нарушили воздушное пространство Тайваня", 3, True, [("CHN", "TWN")]),
    ("Иран пригрозил Израилю сокрушительным ответом", 2, True, [("IRN", "ISR")]),
    ("Минобороны Турции опровергло сообщения об ударе по Сирии", 0, False, []),
    ("ПВО сбила украинский беспилотник над Белгородской областью", 5, True, [("RUS", "UKR")]),
    ("Киргизия и Таджикистан договорились о прекращении огня", 0, False, []),
    ("Эстония выслала российского дипломата", 1, False, [("EST", "RUS")]),
    ("Израильские военные вошли на юг Ливана", 4, True, [("ISR", "LBN")]),
    ("США перебросили авианосец к берегам Венесуэлы", 3, True, [("USA", "VEN")]),
    ("Пакистан завдав ударів по території Ірану", 4, True, [("PAK", "IRN")]),
    ("Росіяни обстріляли Херсон з артилерії, загинула жінка", 5, True, [("RUS", "UKR")]),
    ("Росія вдарила ракетами по Одесі", 5, True, [("RUS", "UKR")]),
    ("Азербайджан звинуватив Вірменію в обстрілі", 4, True, [("ARM", "AZE")]),
    ("Північна Корея запустила балістичну ракету", 3, True, []),
    ("Білорусь стягує війська до кордону з Польщею", 3, True, [("BLR", "POL")]),
    ("Іран погрожує Ізраїлю нищівним ударом", 2, True, [("IRN", "ISR")]),
    ("Туреччина спростувала удар по Сирії", 0, False, []),
    ("Збірна України розгромила Англію у матчі", 0, False, []),
    ("Польща закрила кордон з Білоруссю", 1, False, [("POL", "BLR")]),
    ("باكستان تشن ضربات عبر الحدود داخل إيران", 4, True, [("PAK", "IRN")]),
    ("إيران تطلق صواريخ على قاعدة في باكستان", 4, True, [("IRN", "PAK")]),
    ("طائرات تركية تقصف شمال العراق", 4, True, [("TUR", "IRQ")]),
    ("الجيش الإسرائيلي يغير على دمشق", 4, True, [("ISR", "SYR")]),
    ("كوريا الشمالية تطلق صاروخا باليستيا", 3, True, []),
    ("أذربيجان تتهم أرمينيا بقصف مواقعها", 4, True, [("ARM", "AZE")]),
    ("روسيا تنفي قصف أهداف في بولندا", 0, False, []),
    ("ريال مدريد يقصف مرمى برشلونة بأربعة أهداف", 0, False, []),
    ("الحوثيون يعلنون استهداف سفينة إسرائيلية في البحر الأحمر", 4, True, [("Houthis", "ISR")]),
    ("الهند وباكستان تتفقان على وقف إطلاق النار", 0, False, []),
    ("الجزائر تستدعي سفيرها لدى فرنسا", 1, False, [("DZA", "FRA")]),
    ("مقاتلات صينية تخترق المجال الجوي لتايوان", 3, True, [("CHN", "TWN")]),
    ("مقتل ثلاثة جنود باكستانيين في هجوم من الأراضي الأفغانية", 4, True, []),
    ("پاکستان حملات فرامرزی در خاک ایران انجام داد", 4, True, [("PAK", "IRN")]),
    ("ایران با موشک پایگاهی در پاکستان را هدف قرار داد", 4, True, [("IRN", "PAK")]),
    ("جنگنده\u200cهای ترکیه شمال عراق را بمباران کردند", 4, True, [("TUR", "IRQ")]),
    ("کره شمالی یک موشک بالستیک شلیک کرد", 3, True, []),
    ("جمهوری آذربایجان ارمنستان را به گلوله\u200cباران مواضعش متهم کرد", 4, True, [("ARM", "AZE")]),
    ("روسیه حمله به لهستان را تکذیب کرد", 0, False, []),
    ("تیم ملی ایران عراق را در هم کوبید", 0, False, []),
    ("هند و پاکستان بر سر آتش\u200cبس توافق کردند", 0, False, []),
    ("اسرائیل جنوب لبنان را بمباران کرد", 4, True, [("ISR", "LBN")]),
    ("حزب\u200cالله با راکت به شمال اسرائیل حمله کرد", 4, True, [("Hezbollah", "ISR")]),
    ("آمریکا ناو هواپیمابر به نزدیکی ونزوئلا فرستاد", 3, True, [("USA", "VEN")]),
    ("طالبان و مرزبانان ایران درگیر شدند", 4, True, []),
]

SUMMARIES = [
    (
        "Israel strikes targets in Iran",
        "The Israeli military says it hit missile sites near Tehran in response to last month's barrage.",
        4,
        True,
    ),
    (
        "",
        "At least 16 people were killed when a Russian missile hit an apartment block in Dnipro, officials say.",
        5,
        True,
    ),
    (
        "",
        "Azerbaijan says three of its soldiers were killed in overnight fighting with Armenian forces "
        "along the border.",
        4,
        True,
    ),
    (
        "",
        "The US military says it carried out air strikes on Iran-backed militias in eastern Syria after "
        "a drone attack killed an American contractor.",
        4,
        True,
    ),
    ("", "Rockets fired from Lebanon have hit northern Israel, wounding two people, the army says.", 4, True),
    (
        "",
        "Turkish warplanes have bombed Kurdish positions in northern Iraq and Syria, the defence ministry says.",
        4,
        True,
    ),
    (
        "",
        "Pakistan says it has shot down two Indian jets in a major escalation between the nuclear powers over Kashmir.",
        4,
        True,
    ),
    ("", "A suspected US drone strike has killed a senior commander of an Iran-backed militia in Baghdad.", 4, True),
    ("", "Thousands flee as shelling intensifies along the Thai-Cambodian border.", 4, True),
    ("", "Saudi-led coalition jets pounded the Yemeni capital overnight, residents said.", 4, True),
    ("", "The Iranian navy has seized an oil tanker in the Gulf of Oman, state media reported.", 4, True),
    ("", "Seven Indian soldiers have died in a clash with Chinese troops in the Himalayas.", 4, True),
    ("", "Eritrean troops are fighting in Ethiopia's Tigray region, the US says.", 4, True),
    (
        "",
        "North Korea has fired what appears to be a ballistic missile towards the sea off its east "
        "coast, South Korea's military says.",
        3,
        True,
    ),
    ("", "China has sent 71 warplanes across the median line of the Taiwan Strait in 24 hours, Taipei says.", 3, True),
    ("", "Russia has moved more troops close to Ukraine's border, Nato's secretary general says.", 3, True),
    ("", "NATO fighter jets were scrambled after Russian bombers approached Norwegian airspace.", 3, True),
    (
        "",
        "Iran's supreme leader has vowed to take revenge on Israel for the assassination of Ismail Haniyeh in Tehran.",
        2,
        True,
    ),
    ("", "President Trump has threatened to 'obliterate' parts of Iran if it attacks 'anything American'.", 2, True),
    ("", "Ethiopia's prime minister has given Tigrayan forces 72 hours to surrender.", 0, False),
    ("", "Venezuelans have voted to claim sovereignty over an oil-rich region of Guyana.", 1, False),
    ("", "Russia says it is expelling 10 US diplomats in a tit-for-tat response to sanctions.", 1, False),
    ("", "The EU has agreed a new package of sanctions against Russia.", 1, False),
    ("", "Israel and Hamas have agreed a deal to end the war in Gaza, Qatar says.", 0, False),
    (
        "",
        "Iran and Saudi Arabia have agreed to restore diplomatic relations seven years after severing ties.",
        0,
        False,
    ),
    ("", "At least 30 people have been killed in an attack by suspected jihadists in northern Burkina Faso.", 0, False),
    (
        "",
        "Myanmar's army has killed dozens of people in an air strike on a village in Sagaing, the opposition says.",
        0,
        False,
    ),
    ("", "A bomb has exploded outside a police station in Istanbul, killing three people.", 0, False),
    ("", "The BBC's Jeremy Bowen looks at what an Israeli attack on Iran could mean for the region.", 0, False),
    ("", "Why is Russia massing troops on Ukraine's border and what does Putin want?", 0, False),
    ("", "The family of a British soldier killed in Iraq in 2003 has won a court case.", 0, False),
    ("", "How much damage did the US strikes do to Iran's nuclear sites?", 0, False),
    ("", "Oil prices jumped 4% after Houthi rebels attacked two tankers in the Red Sea.", 0, False),
    ("", "The US Senate has approved a $95bn aid package for Ukraine, Israel and Taiwan.", 0, False),
    (
        "",
        "A Ukrainian grain silo worker tells how he survived the missile strike that killed his brother in March.",
        0,
        False,
    ),
    ("", "Manchester United were blown away by a Liverpool side who attacked from the first whistle.", 0, False),
    (
        "Ukraine war: Russian strike on Kharkiv cafe kills 51",
        "A six-year-old boy is among the dead in one of the deadliest attacks of the war, Ukrainian officials say.",
        5,
        True,
    ),
    (
        "Israel says Hezbollah rocket strike kills 12 on football pitch",
        "The children were hit in the Druze town of Majdal Shams in the occupied Golan Heights.",
        4,
        True,
    ),
    (
        "India-Pakistan: Deadly firing across Kashmir's Line of Control",
        "Both sides accuse each other of opening fire first.",
        4,
        True,
    ),
    (
        "Iran launches 'hundreds of missiles' at Israel",
        "Explosions are heard over Tel Aviv and Jerusalem as air raid sirens sound across the country.",
        4,
        True,
    ),
    (
        "US jet shoots down Syrian warplane near Raqqa",
        "The Pentagon says the Su-22 had dropped bombs near US-backed forces.",
        4,
        True,
    ),
    (
        "Kosovo: Four dead after monastery siege by armed Serbs",
        "PM Albin Kurti accuses Serbia of sending the gunmen.",
        4,
        True,
    ),
    (
        "Colombia military bombs Farc dissidents near Venezuela border",
        "Six rebels died in the raid, the defence minister says.",
        0,
        False,
    ),
    (
        "Poland shoots down Russian drones over its territory",
        "It is the first time a Nato country has fired during the Ukraine war.",
        4,
        True,
    ),
    (
        "US strikes alleged drug boat from Venezuela, killing three",
        "President Trump posts video of the attack in the Caribbean.",
        4,
        True,
    ),
    (
        "Israel attacks Hamas leaders in Qatar",
        "Doha calls the strike a 'cowardly' violation of international law.",
        4,
        True,
    ),
    (
        "Iranian-backed militia claims drone attack on US base in Syria",
        "No casualties were reported, officials said.",
        4,
        True,
    ),
    (
        "China's coast guard fires water cannon at Filipino boat",
        "Manila says the vessel was damaged and a crewman hurt near Second Thomas Shoal.",
        4,
        True,
    ),
    (
        "Ukraine 'hits Russian oil depot' with drones",
        "The governor of the Krasnodar region says debris caused a fire.",
        5,
        True,
    ),
    ("Rwanda-backed rebels enter Goma", "The UN says Rwandan troops are fighting alongside the M23.", 4, True),
    (
        "Chad says Sudanese fighters killed four soldiers in cross-border raid",
        "The army says it pursued the attackers back into Darfur.",
        4,
        True,
    ),
    (
        "Egypt's parliament approves sending troops to Libya",
        "President Sisi has said the city of Sirte is a 'red line'.",
        3,
        True,
    ),
]


def name(value):
    return value if isinstance(value, str) else ""


@pytest.mark.parametrize(("headline", "level", "alert", "pairs"), [*ENGLISH, *OTHERS], ids=name)
def test_a_headline(headline, level, alert, pairs):
    found = classify(headline, "")

    assert (int(found.level), found.alert) == (level, alert)
    assert set(pairs) <= set(found.dyads)


@pytest.mark.parametrize(("title", "body", "level", "alert"), SUMMARIES, ids=name)
def test_an_item_of_a_feed(title, body, level, alert):
    found = classify(title, body)

    assert (int(found.level), found.alert) == (level, alert)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        # A noun that could be a verb, behind a word that describes it.
        ("", "The former head of Chad's army in the border town of Tine died in Sudan on Monday."),
        ("", "Chad signed a deal to buy battle tanks as it beefs up its army in light of the war in Sudan."),
        ("", "In an interview the 1999 Chadian bombing of Sudan was called a huge mistake by the former minister."),
        ("", "After Chad launched its invasion of Sudan on 24 February 2012, Kenya took in thousands who fled."),
        ("The general's dream", "Only a madman would imagine that Chad would suddenly attack Sudan, he said."),
        # Crime, and rebels at home, near another state's border.
        ("", "Chadian guards killed two smugglers in a gunfight after they tried to cross over from Sudan."),
        ("", "Two Turkish soldiers and nine Kurdish militants were killed in a clash in the south-east on Monday.\n"
         "Iraq closed a road, and an Iraqi minister spoke."),
        ("", "Chadian forces are driving militants out of hills near the Sudanese border but attacks such as a bomb "
         "that wounded soldiers on Saturday will go on, a commander said."),
        # What a force is made of, what it buys, whom it keeps out.
        ("", "Three Chadian carrier strike groups called at Sudan on Monday."),
        ("", "Japan signed a deal with the United States on Monday to buy missiles in its ongoing military buildup."),
        ("Chad bars research ships amid Sudanese concern", "Chad has declared a moratorium on Sudanese research "
         "vessels entering its waters for a year."),
        # Threats that a drill is to meet; a headline that asks.
        ("", "Chad and Kenya held talks in Nairobi to counter the growing missile threats of Sudan against them."),
        ("", "How much damage did the Chadian strikes do to Sudan's airfields?"),
        # What air defences are for, what nothing speaks for, what a quarrel is about.
        ("", "Sudan needs guns to defend it against Chadian attacks, its minister told the summit in Nairobi."),
        ("", "There is no reason to believe that there is a military threat of attack by Chad on Sudan."),
        ("", "Chad and Sudan recalled envoys after a row over who is responsible for the killing of a Sudanese man."),
        ("", "Chadian Defence Minister Idris has ordered the military to take measures to fend off Sudan's hackers."),
        ("Chad to begin daily pauses in fighting with Sudan", ""),
        ("", "A rocket hit a school in El Fasher in Sudan."),
        # Weather, sport and war played on a table; what is declared on no state.
        ("Arctic air from Belarus invades Poland", "The polar front pounded the east with snow on Monday."),
        ("India bombard Pakistan as openers launch all-out assault", "The target fell inside 14 overs on Sunday."),
        ("Chad loses two ships to Sudan in first week of war game", "Sudanese missiles sank both ships on Monday, "
         "according to a simulation published by a think-tank."),
        ("Chad has declared war on our shops, says a grocer in Sudan", ""),
        ("", "Saudi Arabia executed a cleric; Iranian crowds stormed its embassy in Tehran."),
        ("", "Police in Chad ended a stand-off with Sudanese students at a hostel."),
        ("", "A bird strike forced a Kenyan jet to land in Sudan on Monday."),
        ("", "Union threatens strike at German airports."),
        ("Chad won't allow Kenya to use bases", "Bases open to Kenya would not be used in an attack on Sudan."),
        ("", "Army positions in northern Mali have been targeted by separatists and armed groups."),
        ("Four guards killed in Islamic State attack", "They fell into an ambush near the border exit with Jordan."),
        ("", "Chad's villagers have left their fields in anticipation of a Sudanese offensive."),
        ("Germany to send 18 Leopard tanks to Ukraine", ""),
        ("Pakistan: bomb at mosque kills 60 in Peshawar", "The Taliban denied involvement."),
        ("", "Kenya approved Chad's 1975 invasion of Sudan, papers show. Kenya gave a green light to the "
         "invasion, the opening salvo in a long rule."),
        ("", "The bomber, which carries cruise missiles, came down off Sudan, Chadian officials said."),
        ("", "The Kenyan arrested in Sudan for fighting alongside the JEM is from Nairobi."),
        ("", "Chad's president says he is ready to meet the leader of Sudan as fears of war grow."),
        ("Iraq's Allawi issues ultimatum to Falluja", "American troops stood beside his own on Monday."),
        ("", "A Kenyan airline's flight from Paris was diverted under escort by two Sudanese fighter jets."),
        ("Two dead as bomber strikes outside Sudanese embassy in N'Djamena", "Chad's police shot the man."),
        ("", "Chadian police seized Geneina's gold from two Sudanese traders."),
        # Fakes, plans, words of a parliament, what once was.
        ("Police hunt author of fake report on island bombing", "A post claimed on Monday that Chadian jets had bombed "
         "two Sudanese islands."),
        ("Soldier charged over leak of Chad's Sudan strike plans", ""),
        ("Chadian minister under fire from Sudanese lawmakers over price of power", ""),
        ("Army opens missile hall in Khartoum", "Sudan's army showed missiles on Monday, some of which it once fired "
         "at Chad, the ministry said."),
        ("Forty years ago, the bombs on Wadi Doum", "French aircraft bombed a Libyan base, a pilot writes."),
        ("", "Kenya put sanctions on two firms on Friday for paying for Chadian shells used against Sudan."),
        ("Cold front invades Chad", "An army of storm clouds crossed the border from Sudan on Monday."),
        ("", "Nigeria's air force bombed a bandit camp in Zamfara state, near the border with Niger, on Saturday."),
        ("Suicide bomber hits Chinese consulate in Karachi", "The Balochistan Liberation Army said it had done it."),
        # At home near another's border; a drill with no rival.
        ("Chad's drones hit convoy near Sudanese border", "Chadian drones destroyed a rebel convoy in northern Chad."),
        ("", "Finnish reservists held an airport against an invasion on Monday, the high point of a yearly drill."),
        ("", "Chadian jets helped foil a coup in Sudan, striking mutineers at the request of the president."),
    ],
)  # fmt: skip
def test_newspapers_own_words_of_no_act(title, body):
    assert not classify(title, body).alert


@pytest.mark.parametrize(
    ("text", "level", "pairs"),
    [
        ("Chad has the right to strike Sudan if its rebels come again, the minister said.", 2, [("TCD", "SDN")]),
        ("China insists it won't renounce 'use of force' to take Taiwan.", 2, [("CHN", "TWN")]),
        ("Poland activates fighter jets as Russian drones near its border.", 3, [("RUS", "POL")]),
        (
            "North Korea blew up inter-Korean roads as tensions with South Korea grew.",
            3,
            [("PRK", "KOR")],
        ),
        ("Kenya says Chad has struck another boat off Sudan, killing three.", 4, [("TCD", "SDN")]),
        ("Venezuela deploys warships off Guyana.", 3, [("VEN", "GUY")]),
        (
            "Manila was angered when a Chinese navy helicopter flew within three metres of a patrol plane.",
            3,
            [("CHN", "PHL")],
        ),
        ("Japan lodged a protest as a Chinese carrier entered its economic waters.", 3, [("CHN", "JPN")]),
        (
            "Officials in Khartoum said the military had targeted rebel hideouts in the Chadian provinces of the east.",
            4,
            [("SDN", "TCD")],
        ),
        (
            "The Kremlin said the president had approved the deployment of ships as pressure on Tokyo mounts.",
            3,
            [("RUS", "JPN")],
        ),
        ("Warsaw closed an airport after unidentified objects entered Polish airspace.", 3, []),
        ("A drone that crashed in a Moldovan village carried no explosives.", 3, []),
        ("Burundi closed its border with the Congo as thousands fled the fighting around Uvira.", 1, [("BDI", "COD")]),
        ("Russia used an Oreshnik missile against Lviv, close to the Polish border.", 5, [("RUS", "UKR")]),
        ("China says it expelled a US destroyer from its waters.", 3, [("USA", "CHN")]),
        (
            "Rebels attacked a town in eastern Chad, killing nine soldiers, after crossing from Sudan.",
            4,
            [],
        ),
        ("Niger's junta accused France of backing an attack on Niamey airport.", 1, [("NER", "FRA")]),
        ("Two Sudanese soldiers died on Sunday at the hands of a Chadian border patrol.", 4, [("TCD", "SDN")]),
        ("Two of Sudan's guards were killed by the crew of a Chadian boat on Sunday.", 4, [("TCD", "SDN")]),
        (
            "Greek and Turkish fighter jets engaged in mock dogfights over the Aegean.",
            3,
            [("GRC", "TUR"), ("TUR", "GRC")],
        ),
        ("Turkey's parliament authorised military operations in Syria for a year.", 2, [("TUR", "SYR")]),
        ("South Sudan's army seized an oilfield from Sudan.", 4, [("SSD", "SDN")]),
        ("China declared an air defence identification zone over islands that Japan holds.", 3, [("CHN", "JPN")]),
        ("The US flew two bombers through China's air defence zone.", 3, [("USA", "CHN")]),
        ("Indian and Chinese troops have been in a standoff for a month.", 3, [("IND", "CHN"), ("CHN", "IND")]),
        ("Belarus forced a Ryanair jet to land in Minsk and arrested a blogger.", 4, []),
        ("Hezbollah says it will not stand by if Israel invades Gaza.", 2, [("Hezbollah", "ISR")]),
        ("Medvedev: Moscow could strike sites in Germany if missiles are supplied.", 2, [("RUS", "DEU")]),
        ("Chad warned Sudan of a 'lightning-fast' response if it interferes.", 2, [("TCD", "SDN")]),
        ("Iran threatens to close the Strait of Hormuz.", 2, []),
        ("Israel approves plan to seize Gaza City.", 2, [("ISR", "PSE")]),
        ("Chad told Sudan it would fight for its islands.", 2, [("TCD", "SDN")]),
        ("Trump threatens military action in Nigeria over killing of Christians.", 2, [("USA", "NGA")]),
        ("Chad's army chief warns Sudan it may be wiped off the map if it backs rebels.", 2, [("TCD", "SDN")]),
        ("Iran attack: US troops hit by ballistic missiles.", 4, [("IRN", "USA")]),
        (
            "Chad fired rockets at two Sudanese bases - including one that used to look like a town.",
            4,
            [("TCD", "SDN")],
        ),
        ("Sudan demands that Chad apologise over attack on its army base.", 4, [("TCD", "SDN")]),
        ("Chad shot down Sudanese drones during a massive strike against Libya.", 4, [("TCD", "SDN")]),
        (
            "Ecuadorean police stormed the Mexican embassy in Quito to arrest a former vice president.",
            4,
            [("ECU", "MEX")],
        ),
        ("US special forces seized Venezuelan President Nicolas Maduro in Caracas overnight.", 4, [("USA", "VEN")]),
        ("The Houthis gave Israel four days to let aid in or face war.", 2, [("Houthis", "ISR")]),
        ("M23 rebels directed by Rwanda seized Goma on Monday.", 4, [("RWA", "COD")]),
        ("A projectile struck central Tel Aviv, sending smoke into the air.", 4, []),
        ("Chad and Sudan kicked out one another's diplomats.", 1, [("TCD", "SDN"), ("SDN", "TCD")]),
    ],
)
def test_newspapers_own_words_of_acts(text, level, pairs):
    found = classify("", text)

    assert (found.level, list(found.dyads)) == (level, pairs)


def test_a_truce_told_beside_another_story_is_not_its_news():
    assert (
        classify("Kenya sells guns to Chad", "The sale comes after a truce between Chad and Sudan.").direction == "none"
    )


@pytest.mark.parametrize(
    "text",
    [
        "The UN-sanctioned general of Sudan was seen in Chad's capital.",
        "Chad warned its citizens against travel to Sudan.",
    ],
)
def test_a_label_and_a_travel_advice_are_no_hostile_acts(text):
    assert classify("", text).dyads == ()


def test_an_offer_of_talks_between_rivals_is_a_step_towards_peace():
    assert (
        classify("", "Chad's leader is ready to meet Sudan's president as fears of war grow.").direction
        == "deescalation"
    )
    assert classify("Chad's leader ready to meet Sudan's president on the budget", "").direction == "none"


@pytest.mark.parametrize(
    ("headline", "lead"),
    [
        (
            "Peru and Ecuador end border dispute",
            "Their presidents settled a quarrel of fifty years, decades after a war.",
        ),
        ("India and China start pulling back from Pangong Lake", ""),
        ("Last Chadian soldiers leave Sudan, ending a 22-year occupation", ""),
    ],
)
def test_peace_in_plain_headlines(headline, lead):
    assert classify(headline, lead).direction == "deescalation"


def test_peace_that_is_only_demanded_is_not_made():
    assert classify("Chad must end blockade of Sudan, UN says", "").direction == "none"
    assert classify("Chad ends blockade of Sudan", "").direction == "deescalation"


def test_new_fire_at_the_funeral_of_an_old_soldier():
    found = classify(
        "Funeral of war veteran halted by gunfire",
        "A veteran's burial was broken off in Sudan's Darfur on Friday when Chadian soldiers opened "
        "fire across the border and wounded a mourner, the ministry in Khartoum said.",
    )

    assert (found.level, found.dyads) == (4, (("TCD", "SDN"),))


def test_a_blow_told_below_a_swap():
    found = classify(
        "Chad and Sudan swap 200 prisoners",
        "Buses left on Friday under a deal between both. Hours earlier, US warplanes had struck a radar site of the "
        "Houthis in Yemen, Centcom said.",
    )

    assert (found.level, found.direction, found.dyads) == (4, "escalation", (("USA", "Houthis"),))


def test_who_backs_a_peace_process_makes_no_peace():
    found = classify("In Khartoum, Chad's general reiterates support for Sudanese peace process", "")

    assert found.direction == "none"


@pytest.mark.parametrize(
    ("headline", "alert"),
    [
        ("While marking war anniversary, Chad's army shells Sudanese posts", True),
        ("Sudan marks anniversary of invasion as Chad shells Khartoum", True),
        ("Sudan remembers the 1973 war, when Chad attacked across the river", False),
        ("Chad's attack on Sudan: veterans mark anniversary", False),
    ],
)
def test_an_act_beside_an_anniversary(headline, alert):
    assert classify(headline, "").alert is alert


def test_force_in_gaza_is_no_war_between_states():
    assert classify("Gaza: Israeli tanks push into Khan Younis", "").level == 4


def test_allies_that_meet_about_another_make_no_peace():
    assert classify("Chad, Kenya and Sudan hold talks to ease tensions in Libya", "").direction == "none"
    assert classify("Chad and Sudan hold talks to ease tensions", "").direction == "deescalation"


def test_the_owner_of_the_attacks_is_no_place():
    found = classify(
        "Chad vows an answer after Sudan launches air strikes", "At least 31 were killed in Sudan's attacks."
    )

    assert (found.level, found.location) == (4, "TCD")


def test_a_state_named_united_states_says_nothing():
    found = classify(
        "", "Kenya, the United States and Japan agreed to hold drills to counter growing Sudanese threats."
    )

    assert (found.level, {a for a, _ in found.dyads}) == (3, {"KEN", "USA", "JPN"})


def test_their_mirrors_are_acts():
    assert classify(
        "Can Chad and Sudan contain it?", "Chad launches strikes inside Sudan, calling them an answer."
    ).alert
    assert classify("", "Chadian planes bombed six smugglers on the Sudanese side of the border.").level == 4
    assert classify("", "Militants from Sudan crossed the border and killed two Chadian soldiers on Monday.").level == 4
    assert classify("", "After Chad launched its invasion of Sudan on Monday, Kenya took in thousands.").level == 5
