"""Does the gazetteer know whom the news names, by whatever name, on that day, and nobody who only bears the name?"""

import csv
import shutil
from datetime import UTC, date, datetime

import pytest
from babel import Locale
from babel.core import get_global

from tocsin.errors import InputError
from tocsin.escalation.classify import classify
from tocsin.escalation.gazetteer import tables
from tocsin.escalation.gazetteer.actors import FOLDER, gazetteer, home_of, known_codes
from tocsin.escalation.gazetteer.iso import CODES
from tocsin.escalation.gazetteer.tenure import read_date
from tocsin.escalation.gazetteer.tongues import names_of
from tocsin.escalation.text.sentences import read_sentences

ALPHA_2 = {three: two[0] for three, two in get_global("territory_aliases").items() if three in CODES}
ENGLISH = Locale("en").territories


def mentions(text, day=None):
    _, body = read_sentences("", text)
    names = gazetteer().on(day)
    names = names.calling([(each.words, each.raws) for each in body])
    return [mention for each in body for mention in names.find(each.words, each.raws)]


def codes(text, day=None):
    """Whom a text names; waters and lines are nobody's and are left out."""
    return [mention.code for mention in mentions(text, day) if mention.code != "-"]


def in_language(text, language, day=None):
    _, body = read_sentences("", text)
    names = names_of(language).on(day)
    return [mention.code for each in body for mention in names.find(each.words, each.raws)]


def rows(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


STATES = rows("states.csv")
TERRITORIES = {row["code"] for row in STATES if "territory" in row["note"]}

# What CLDR calls otherwise than newsrooms, or writes with brackets.
OTHERWISE = {
    "CCK": "Cocos Islands", "COD": "Congo-Kinshasa", "COG": "Congo-Brazzaville", "HKG": "Hong Kong", "MAC": "Macao",
    "MMR": "Myanmar", "BIH": "Bosnia & Herzegovina", "HMD": "Heard and McDonald Islands",
    "UMI": "US Minor Outlying Islands", "SGS": "South Georgia",
}  # fmt: skip


class TestStates:
    def test_every_code_of_the_standard_has_a_name(self):
        assert {row["code"] for row in STATES if row["kind"] == "name"} == CODES
        assert set(ALPHA_2) == CODES - {"XKX"}

    @pytest.mark.parametrize("kind", ["adjective", "capital"])
    def test_every_state_has_demonyms_and_a_capital(self, kind):
        # Brussels is read as the European Union's seat, other cities bear their state's name; "Congolese" is read as
        # of Kinshasa, "Dominican" as of Santo Domingo.
        without = {"capital": "BEL SGP VAT MCO SMR STP", "adjective": "COG DMA VAT"}[kind].split()
        known = {row["code"] for row in STATES if row["kind"] == kind}
        assert CODES - TERRITORIES - known <= set(without)

    @pytest.mark.parametrize("code", sorted(ALPHA_2))
    def test_the_names_of_the_unicode_consortium_are_known(self, code):
        name = OTHERWISE.get(code, ENGLISH[ALPHA_2[code]]).replace("’", "'")
        assert code in codes(f"Officials of {name} spoke.") + codes(
            f"Officials of {name.replace(' & ', ' and ')} spoke."
        )

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("the Islamic Republic of Iran and the Hellenic Republic", ["IRN", "GRC"]),
            ("the Hashemite Kingdom of Jordan and the Arab Republic of Egypt", ["JOR", "EGY"]),
            ("the Democratic People's Republic of Korea", ["PRK"]),
            ("Burma, Zaire and Swaziland", ["MMR", "COD", "SWZ"]),
            ("Nigerien and Nigerian, Malian and Somali, Dominican troops", ["NER", "NGA", "MLI", "SOM", "DOM"]),
            ("Bosnian Serb leaders and Serbs", ["BIH", "SRB"]),
            ("Palikir, Ngerulmud, Port Vila and Nuku'alofa", ["FSM", "PLW", "VUT", "TON"]),
        ],
    )
    def test_official_and_older_names_demonyms_capitals(self, text, expected):
        assert codes(text) == expected


DISPUTED = {
    "Kosovo": "XKX", "Taiwan": "TWN", "Gaza": "PSE", "the West Bank": "PSE", "East Jerusalem": "PSE",
    "Western Sahara": "ESH", "Crimea": "UKR", "Donbas": "UKR", "Nagorno-Karabakh": "AZE", "Abkhazia": "GEO",
    "South Ossetia": "GEO", "Transnistria": "MDA", "Somaliland": "SOM", "Northern Cyprus": "CYP",
    "Azad Kashmir": "PAK", "Gilgit-Baltistan": "PAK", "Indian-administered Kashmir": "IND", "Aksai Chin": "CHN",
    "the Golan Heights": "ISR", "Shebaa Farms": "LBN", "the Falklands": "GBR", "the Paracels": "CHN",
    "Scarborough Shoal": "PHL", "the Spratly Islands": "PHL", "Mischief Reef": "CHN", "Itu Aba": "TWN",
    "the Senkakus": "JPN", "the Diaoyu Islands": "JPN", "Dokdo": "KOR", "Takeshima": "KOR", "the Kurils": "RUS",
    "Essequibo": "GUY", "Abyei": "SDN", "the Hala'ib Triangle": "EGY", "the Ilemi Triangle": "KEN", "Badme": "ETH",
    "Doklam": "BTN", "Kalapani": "NPL", "Bakassi": "CMR", "Abu Musa": "ARE", "Imia": "GRC", "Ceuta": "ESP",
    "Preah Vihear temple": "KHM", "Doumeira": "DJI",
}  # fmt: skip


@pytest.mark.parametrize(("place", "code"), DISPUTED.items(), ids=DISPUTED)
def test_disputed_places_count_somewhere_and_say_why(place, code):
    assert codes(f"shots were fired in {place} overnight") == [code]


def test_each_entry_gives_its_source_or_reason():
    for path in FOLDER.glob("*.csv"):
        assert all(len(row["note"]) > 3 for row in rows(path.name)), path.name


TRAPS = [
    ("Georgia's governor signed the bill.", []),
    ("Voters in Atlanta, Georgia, queued.", []),
    ("Georgia accused Russia.", ["GEO", "RUS"]),
    ("Michael Jordan and Jordan Henderson met Chad Smith.", []),
    ("A man called Chad Kelly came; Chad's army did not.", ["TCD"]),
    ("He carved the turkey, then Turkey recipe in hand basted it in the oven.", []),
    ("a guinea pig and a Guinea pig", []),
    ("Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea", ["GIN", "GNB", "GNQ", "PNG"]),
    ("Niger, Nigeria and the Niger Delta", ["NER", "NGA", "NGA"]),
    ("boats on the Niger River and the Congo river", []),
    ("the Republic of the Congo, Congo-Brazzaville and the DRC", ["COG", "COG", "COD"]),
    ("North Korea, South Korea and the Korean War", ["PRK", "KOR"]),
    ("Korea's old palaces", []),
    ("Northern Ireland and Ireland", ["GBR", "IRL"]),
    ("Denzel Washington and George Washington met in Washington state.", ["USA"]),
    ("Washington, Moscow and Monday Washington Post", ["USA", "RUS"]),
    ("North Macedonia and the Greek region of Macedonia near Thessaloniki", ["MKD", "GRC", "GRC", "GRC"]),
    ("a bull in a China shop ate Brazil nuts under a Panama hat", []),
    ("The tanker left the Persian Gulf for the Indian Ocean and the South China Sea.", []),
    ("Hikers in Lebanon, New Hampshire, and Odessa, Texas, said so", ["USA", "USA"]),
    ("in Paris, Texas, and Vienna, Virginia, and Moscow, Idaho.", ["USA"] * 3),
    ("Russia, Alaska and Canada", ["RUS", "USA", "CAN"]),
    ("a fire in Cuba, Missouri", ["USA"]),
    ("Mexico City, then New Mexico", ["MEX", "USA"]),
    ("Swiss cheese, French fries and Danish pastry", []),
    ("American Airlines, Turkish Airlines and Kenya Airways", []),
    ("floods in British Columbia", ["CAN"]),
    ("Dominica and the Dominican Republic", ["DMA", "DOM"]),
    ("Samoa and American Samoa", ["WSM", "ASM"]),
    ("the British Virgin Islands and the Virgin Islands", ["VGB", "VIR"]),
    ("Sudan and South Sudan", ["SDN", "SSD"]),
    ("Roman ruins in Oman", ["OMN"]),
    ("an Iranian American professor and Iran", ["IRN"]),
    ("A family of Uzbek Americans cooked.", ["USA"]),
    ("Israel Adesanya, Kenya Barris, Paris Hilton and India Arie", []),
    ("The Tehran Times, the Jerusalem Post, the Moscow Times, the Kyiv Independent wrote.", []),
    ("Times of India, the Washington Post and the Baghdad Herald wrote from Delhi.", ["IND"]),
    ("Jack London and Anatole France wrote; London and France read.", ["GBR", "FRA"]),
    ("The Arab League and the International Court of Justice met.", []),
    ("Let the Greeks in, JEM said.", ["GRC", "JEM"]),
    ("Paris agreement, Geneva Convention and Minsk agreements", []),
]


@pytest.mark.parametrize(("text", "expected"), TRAPS, ids=[text[:40] for text, _ in TRAPS])
def test_traps(text, expected):
    assert codes(text) == expected


class TestLeaders:
    def test_a_name_counts_from_taking_office_on(self):
        text = "Zelensky told reporters that the strikes would go on."
        assert codes(text, date(2018, 5, 1)) == []
        assert codes(text, date(2022, 5, 1)) == ["UKR"]
        assert codes(text) == ["UKR"]

    def test_afterwards_only_where_the_text_calls_him_by_office(self):
        assert codes("Obama spoke at a college.", date(2019, 3, 1)) == []
        assert codes("Former President Obama spoke. Obama joked.", date(2019, 3, 1)) == []
        assert codes("President Barack Obama ordered it. Obama said so.", date(2019, 3, 1)) == ["USA", "USA"]
        assert codes("President Bush ordered it.", date(2012, 3, 1)) == ["USA"]

    def test_between_two_terms_a_name_rests(self):
        text = "Trump said that he would answer."
        assert [codes(text, date(year, 6, 1)) for year in (2018, 2022, 2025)] == [["USA"], [], ["USA"]]

    def test_a_shared_surname_is_decided_by_the_day(self):
        text = "Stoltenberg warned of the build-up."
        assert [codes(text, date(year, 1, 15)) for year in (2012, 2016, 2025)] == [["NOR"], ["NATO"], []]

    def test_or_else_needs_the_first_name(self):
        assert codes("Rodríguez rejected the claim.") == []
        assert codes("Rodríguez rejected the claim.", date(2024, 1, 1)) == []
        assert codes("Bruno Rodríguez and Delcy Rodríguez rejected it.") == ["CUB", "VEN"]

    def test_another_first_name_is_another_person(self):
        assert codes("He said that Eric Trump and Melania Trump flew.") == []
        assert codes("On Monday President Trump and, in Moscow, Putin spoke.") == ["USA", "RUS", "RUS"]
        assert codes("The film with Sharon Stone opens.") == []

    def test_a_first_name_written_otherwise_is_his(self):
        assert codes("It was Évariste Ndayishimiye who spoke, and President Isaias Afeworqi.") == ["BDI", "ERI"]

    def test_the_day_comes_from_the_article(self):
        title = "Obama vows to strike Iran"
        body = "Obama vowed on Monday to strike Iran if it attacked again."
        assert classify(title, body, published_at=datetime(2015, 3, 1, tzinfo=UTC)).dyads == (("USA", "IRN"),)
        assert ("USA", "IRN") not in classify(title, body, published_at=datetime(2023, 3, 1, tzinfo=UTC)).dyads

    def test_sixty_states_have_heads_and_ministers(self):
        offices = {}
        for row in rows("leaders.csv"):
            offices.setdefault(row["code"], set()).add(row["office"])
        full = [code for code, held in offices.items() if held & {"head of state", "head of government"}]
        ministers = [code for code, held in offices.items() if held & {"foreign minister", "defence minister"}]
        assert (len(full), len(ministers)) >= (100, 60)

    def test_dates_may_be_as_exact_as_we_know(self):
        assert read_date("2014-02", last=True) == date(2014, 2, 28)
        assert (read_date("2014"), read_date("2014", last=True)) == (date(2014, 1, 1), date(2014, 12, 31))
        assert read_date("2014-02-07", last=True) == date(2014, 2, 7)
        assert read_date("") is None


METONYMS = {
    "the Kremlin": "RUS", "the Pentagon": "USA", "Centcom": "USA", "the Élysée": "FRA", "Foggy Bottom": "USA",
    "Zhongnanhai": "CHN", "the Blue House": "KOR", "Rashtrapati Bhavan": "IND", "GHQ Rawalpindi": "PAK",
    "Downing Street": "GBR", "the Knesset": "ISR", "Malacañang": "PHL", "Miraflores": "VEN", "Itamaraty": "BRA",
    "the Tatmadaw": "MMR", "the IRGC": "IRN", "the Bundeswehr": "DEU", "ISPR": "PAK", "Mossad": "ISR", "FARDC": "COD",
    "Unifil": "UN", "Frontex": "EU", "SHAPE": "NATO", "Ecomog": "ECOWAS", "Amisom": "AU",
}  # fmt: skip


@pytest.mark.parametrize(("name", "code"), METONYMS.items(), ids=METONYMS)
def test_forces_and_seats_of_power(name, code):
    assert codes(f"It was announced that {name} had agreed.") == [code]


class TestGroups:
    def test_there_are_many_and_each_has_a_home(self):
        groups = {row["code"]: row["home"] for row in rows("groups.csv")}
        assert len(groups) >= 150
        assert all(home in CODES and home_of(code) == home for code, home in groups.items())

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("Hizballah", "Hezbollah"),
            ("the Huthis", "Houthis"),
            ("Ansar Allah", "Houthis"),
            ("Qassam Brigades", "Hamas"),
            ("the March 23 Movement", "M23"),
            ("Jama'at Nusrat al-Islam wal-Muslimin", "JNIM"),
            ("Saraya al-Quds", "PIJ"),
            ("the Kurdistan Workers' Party", "PKK"),
            ("the Syrian Democratic Forces", "SDF"),
            ("the Rapid Support Forces", "RSF"),
            ("the Taleban", "Taliban"),
            ("the Pakistani Taliban", "TTP"),
            ("the Wagner Group", "Wagner"),
            ("Hashd al-Shaabi", "PMF"),
            ("Lashkar-e-Toiba", "LeT"),
            ("the Moro Islamic Liberation Front", "MILF"),
            ("al-Shabab", "Al-Shabaab"),
        ],
    )
    def test_aliases_and_transliterations(self, name, code):
        assert codes(f"It was said that {name} had fired.") == [code]


class TestPlaces:
    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("Sistan and Baluchestan", "IRN"), ("Khyber Pakhtunkhwa", "PAK"), ("Norte de Santander", "COL"),
            ("Kharkiv oblast", "UKR"), ("Oddar Meanchey", "KHM"), ("Lower Shabelle", "SOM"), ("Deir al-Zor", "SYR"),
            ("Al Udeid", "QAT"), ("Kadena", "JPN"), ("Khmeimim", "SYR"), ("Kuching", "MYS"), ("Gujranwala", "PAK"),
        ],
    )  # fmt: skip
    def test_cities_regions_and_bases(self, name, code):
        assert [m.home for m in mentions(f"a blast near {name} overnight")] == [code]

    def test_a_region_has_a_row_of_its_own(self):
        regions = [row for row in rows("places.csv") if row["kind"] == "region"]
        assert len({row["code"] for row in regions}) >= 60
        assert len(regions) >= 700

    def test_waters_and_lines_are_nobodys(self):
        found = mentions("Ships in the Strait of Hormuz, the South China Sea and near the Line of Control")
        assert [(m.code, m.kind) for m in found] == [("-", "water")] * 3

    @pytest.mark.parametrize("water", ["Sea of Japan", "Yellow Sea", "Arabian Sea"])
    def test_a_missile_into_a_known_sea_hits_nobody(self, water):
        assert classify(f"North Korea fires ballistic missile into {water}", "").level == 3

    def test_an_act_is_placed_by_a_region(self):
        said = classify(
            "Iran fires missiles at Pakistan's Balochistan", "Iran struck targets in Balochistan on Tuesday."
        )
        assert (said.dyads, said.location) == ((("IRN", "PAK"),), "PAK")

    def test_a_weekday_does_not_go_on_with_a_name(self):
        assert codes("Three were killed in Goma Monday") == ["COD"]


class TestSlips:
    @pytest.mark.parametrize(
        ("file", "row", "message"),
        [
            ("states.csv", "UKN,name,*,Ukrania,,why", "'UKN' is no ISO 3166-1 alpha-3 code"),
            ("states.csv", "UKR,name,*,Ukraine,,why", "'Ukraine' stands already on states.csv line"),
            ("states.csv", "UKR,nickname,*,Ukrania,,why", "unknown kind 'nickname'"),
            ("states.csv", "UKR,name,*,,,why", "terms is empty"),
            ("states.csv", "UKR,name,*,Ukrania,,", "note is empty"),
            ("states.csv", "UKR,name,*,Ukrania,,why, and when", "too many fields"),
            ("states.csv", "UKR,name,*,Ukrania||Ruthenia,,why", "an empty name"),
            ("organisations.csv", "OECD,name,*,OECD,,why", "'OECD' must be of kind body"),
            ("groups.csv", "Red Hand,XXX,*,Red Hand,,why", "home 'XXX' is no ISO"),
            ("groups.csv", "Hamas,LBN,*,Hamas of Lebanon,,why", "'Hamas' is at home in PSE"),
            ("groups.csv", "LBN,LBN,*,Lebanese militia,,why", "'LBN' is empty or a state's"),
            ("forces.csv", "RUZ,seat,*,New Kremlin,,why", "'RUZ' is no state, organisation or group"),
            ("leaders.csv", "USA,king,*,George III,,,why", "unknown office 'king'"),
            ("leaders.csv", "USA,other,*,George III,1776-13-01,,why", "from '1776-13-01' is no date"),
            ("leaders.csv", "USA,other,*,George III,1776,1760,why", "until 1760 is before from 1776"),
            ("leaders.csv", "USA,other,*,Kremlin,,,why", "'Kremlin' stands already on forces.csv line"),
            ("places.csv", "ZZZ,city,*,Nowhere,,why", "'ZZZ' is no state, organisation or group"),
            ("places.csv", "RUS,city,*,Kyiv,,why", "'Kyiv' stands already on states.csv line"),
            ("traps.csv", "between,*,Times,why", "unknown kind 'between'"),
        ],
    )  # fmt: skip
    def test_a_slip_is_told_by_file_and_line(self, tmp_path, file, row, message):
        folder = shutil.copytree(FOLDER, tmp_path / "gazetteer")
        old = (folder / file).read_text(encoding="utf-8")
        (folder / file).write_text(f"{old}{row}\n", encoding="utf-8")
        line = old.count("\n") + 1
        with pytest.raises(InputError) as told:
            tables.read_tables(folder)
        assert str(told.value).startswith(f"{file} line {line}: ")
        assert message in str(told.value)

    def test_a_missing_column_is_told(self, tmp_path):
        folder = shutil.copytree(FOLDER, tmp_path / "gazetteer")
        (folder / "groups.csv").write_text("code,home,names,note\n", encoding="utf-8")
        with pytest.raises(InputError, match=r"groups\.csv line 1: no column terms"):
            tables.read_tables(folder)


class TestFurtherLanguages:
    """What is written as in English stands in the gazetteer alone."""

    @pytest.mark.parametrize(
        ("text", "language", "expected"),
        [
            ("ataques de Maduro y de Hamás en Sistán, Kermanshah y Bandar Abbas", "es", ["VEN", "Hamas", "IRN", "IRN"]),
            ("Pékin, le Kremlin et l'armée du M23 près de Goma", "fr", ["CHN", "RUS", "M23", "COD"]),
        ],
    )
    def test_a_language_knows_the_shared_names_too(self, text, language, expected):
        assert in_language(text, language) == expected

    def test_dates_of_office_hold_there_as_well(self):
        text = "Trump amenazó con responder."
        assert [in_language(text, "es", date(year, 6, 1)) for year in (2018, 2022)] == [["USA"], []]


def test_the_codebooks_groups_keep_their_spelling():
    named = {"Hezbollah", "Hamas", "Houthis", "M23", "JNIM", "PIJ", "PKK", "SDF", "RSF", "Taliban", "TTP", "Wagner"}
    assert named <= known_codes()
