"""Do idioms, denials, conditions and venues mean what a reader takes them to mean?"""

import pytest

from tocsin.escalation.classify import classify
from tocsin.model import Direction, Level

THREATS = [
    "Sabre rattling in Harare as Lusaka told to leave islets",
    "Togo tells Ghana: give up port or be bombed",
    "Ghana: our guns are trained on Togo, says general",
    "Togo refuses to rule out military action against Ghana",
    "Togo says Ghana will be met with force if it enters Aneho",
    "Togo serves notice on Ghana of air strikes",
    "Ghana's president told a crowd that the army would shell Togolese bases unless Togo left Aflao.",
]


@pytest.mark.parametrize("title", THREATS)
def test_threats_in_other_words(title):
    read = classify(title, "")
    assert (int(read.level), read.direction) == (2, Direction.ESCALATION)


WAR = [
    "Peruvian divisions punch through at Puno and bear down on La Paz",
    "It's war: Peru takes up arms against Bolivia",
    "Peru unleashes its army on Bolivia",
    "Bolivian leader says his country is now at war with Peru",
]


@pytest.mark.parametrize("title", WAR)
def test_war_in_other_words(title):
    assert int(classify(title, "").level) == 5


@pytest.mark.parametrize(
    ("title", "level", "pairs"),
    [
        ("Gambia slams door shut on Senegalese lorries at border", 1, {("GMB", "SEN")}),
        ("Gambia padlocks border gates with Senegal", 1, {("GMB", "SEN")}),
        ("Senegalese buses may no longer cross into Gambia", 1, {("GMB", "SEN")}),
        ("Dakar called its ambassador home from Banjul", 1, {("SEN", "GMB")}),
        ("Gambian consul given dressing-down in Dakar", 1, {("SEN", "GMB")}),
        ("Norwegian pilots shadow Swedish bombers", 3, {("SWE", "NOR")}),
        ("Gambian post came under fire from Senegalese mortars", 4, {("SEN", "GMB")}),
        ("Four Gambian herders die under Senegalese shelling", 4, {("SEN", "GMB")}),
        ("Gambia attacked by Senegal", 4, {("SEN", "GMB")}),
        ("Gambian town falls to Senegalese troops", 4, {("SEN", "GMB")}),
        ("Gambia accuses Senegal of bombing", 4, {("SEN", "GMB")}),
        ("Gambia fires water cannon at Senegalese boat", 4, {("GMB", "SEN")}),
        ("Senegalese generals rehearse storming of Banjul as tension with Gambia rises", 3, {("SEN", "GMB")}),
    ],
)
def test_who_does_what_to_whom(title, level, pairs):
    read = classify(title, "")
    assert (int(read.level), set(read.dyads)) == (level, pairs)


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Posts about raid untrue", "Claims that Peruvian jets bombed Bolivia on Monday are untrue, officials said."),
        ("Peru denies raid", "Peru dismissed on Monday a rumour that its troops had crossed into Bolivia."),
        ("Peru rules out deploying troops to Bolivia", "Peru will not deploy soldiers on the Bolivian border."),
        ("No Peruvian shells fell in Bolivia, army says", ""),
        ("Pro-Chilean rebels shell Bolivian army post", "Pro-Chilean rebels shelled a Bolivian army post on Monday."),
    ],
)
def test_what_did_not_happen(title, body):
    assert int(classify(title, body).level) == 0


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Chad and Niger sign peace pact", "Chad and Niger agreed in Doha to pull back their troops from the border."),
        ("Chad, Niger agree truce", "A truce between Chad and Niger was brokered by Algeria and announced in Algiers."),
        ("Chad and Niger end border stand-off", "The foreign ministers of Chad and Niger ended a stand-off on Monday."),
        ("Chad hands back captured Nigerien pilot", "Chad freed a captured Nigerien pilot on Friday."),
    ],
)
def test_the_venue_and_the_mediator_are_no_parties(title, body):
    read = classify(title, body)
    assert (int(read.level), read.direction) == (0, Direction.DEESCALATION)
    assert {frozenset(pair) for pair in read.dyads} == {frozenset({"TCD", "NER"})}


@pytest.mark.parametrize(
    ("title", "level", "pair"),
    [
        ("Tropas de Perú abrieron fuego contra un puesto de Bolivia", 4, ("PER", "BOL")),
        ("Mueren tres militares de Bolivia en un bombardeo de Perú", 4, ("PER", "BOL")),
        ("Blindados de Perú avanzan hacia la frontera con Bolivia", 3, ("PER", "BOL")),
        ("Estalla la guerra entre Perú y Bolivia", 5, ("PER", "BOL")),
        ("Trois soldats du Tchad tués dans une frappe du Niger", 4, ("NER", "TCD")),
        ("Les forces du Niger ont ouvert le feu sur un poste du Tchad", 4, ("NER", "TCD")),
        ("L'ambassadeur du Niger a été convoqué lundi au ministère du Tchad", 1, ("TCD", "NER")),
    ],
)
def test_spanish_and_french_in_other_words(title, level, pair):
    read = classify(title, "")
    assert (int(read.level), read.dyads[:1]) == (level, (pair,))


def test_acts_beside_the_first_have_two_sides():
    read = classify(
        "Niger strikes camps in Chad",
        "Nigerien jets bombed camps in Chad on Monday. Several huts were destroyed. Chad broke off relations in 2019. "
        "Chadian forces were placed on high alert.",
    )
    beside = {(act.event_type, act.initiator, act.target) for act in read.acts[1:]}
    assert beside == {("mobilize", "TCD", "NER")}


def test_a_name_with_an_apostrophe_is_whole():
    read = classify("Thai jets bomb Cambodia", "Thai jets bombed the village of O'Chrov Leu in Cambodia on Monday.")
    assert "O'Chrov Leu" in read.acts[0].places


@pytest.mark.parametrize(
    ("title", "dyad"),
    [
        ("Chadian warplanes bomb market town in Sudan", ("TCD", "SDN")),
        ("Six dead as Chadian jets bomb village in Sudan", ("TCD", "SDN")),
        ("Indian army shells village in Pakistan", ("IND", "PAK")),
        ("Peruvian troops attack post in Ecuador, killing two", ("PER", "ECU")),
    ],
)
def test_forces_act_in_the_present_tense_of_headlines(title: str, dyad: tuple[str, str]) -> None:
    reading = classify(title, "")
    assert (reading.level, reading.dyads) == (4, (dyad,))


@pytest.mark.parametrize(
    ("title", "dyad"),
    [
        ("Sudan says nine dead as Chadian army shells town", ("TCD", "SDN")),
        ("Ecuador says 4 killed as Peruvian jets bomb village near border", ("PER", "ECU")),
        ("Georgia says two soldiers killed as Russian troops attack patrol", ("RUS", "GEO")),
    ],
)
def test_who_counts_the_dead_is_not_who_killed_them(title: str, dyad: tuple[str, str]) -> None:
    reading = classify(title, "")
    assert reading.dyads == (dyad,)
    assert all((act.initiator, act.target) == dyad for act in reading.acts if act.level >= 4)


@pytest.mark.parametrize(
    ("title", "body", "pair"),
    [
        ("Peru says its army will 'annihilate' Ecuadorian forces if patrols go on", "", ("PER", "ECU")),
        (
            "Quito warns Lima",
            'Ecuador said on Monday that any raid by Peru "will be answered with missiles" by its forces.',
            ("ECU", "PER"),
        ),
        (
            "Ecuador: damming river without accord 'an act of war'",
            "Quito said so after Peru began to fill a dam.",
            ("ECU", "PER"),
        ),
        ("Peruvian general says Ecuador's airports are 'legitimate targets'", "", ("PER", "ECU")),
        (
            "Lima loses patience",
            "Peru's defence minister said on Monday that the army would bomb depots in Ecuador unless raids end.",
            ("PER", "ECU"),
        ),
        ("Peru threatens to close strait to Ecuadorian shipping", "", ("PER", "ECU")),
    ],
)
def test_what_a_state_says_that_it_will_do(title, body, pair):
    read = classify(title, body)
    assert (read.level, read.dyads) == (Level.THREAT, (pair,))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Peru will send troops to parade if weather holds", "Peru's army will march in Lima if the rain stops."),
        ("Economists: Peru would be hit if Ecuador cuts rates", "Analysts say prices would strike Peru again."),
        ("Peru warns that Ecuador will attack", ""),
        ("Peru rules out sending troops to Ecuador", ""),
    ],
)
def test_what_is_no_threat_of_its_own(title, body):
    read = classify(title, body)
    assert read.level < Level.THREAT or read.dyads != (("PER", "ECU"),)


def test_a_missile_test_that_is_announced_shows_force():
    read = classify("Iran says it will test-fire new ballistic missile this week", "")
    assert read.level == Level.DISPLAY_OF_FORCE


@pytest.mark.parametrize(
    ("title", "body", "level"),
    [
        ("Drones of unknown origin hit oilfield in Peru", "", Level.USE_OF_FORCE),
        ("Drones hit oilfield in Peru", "Rebels claimed it.", Level.NONE),
        (
            "Boko Haram raiders hit Cameroonian village",
            "Fighters who came from Nigeria burned homes.",
            Level.USE_OF_FORCE,
        ),
        ("Boko Haram raiders hit Nigerian village", "Fighters burned homes in Borno.", Level.NONE),
    ],
)
def test_whose_force_it_is_when_nobody_or_a_group_did_it(title, body, level):
    assert classify(title, body).level == level


@pytest.mark.parametrize(
    ("title", "body", "level", "pair"),
    [
        ("Togo faces ultimatum from Ghana: leave hills or be shelled", "", 2, ("GHA", "TGO")),
        ("Togo must leave the hills or face war: Ghanaian president", "", 2, ("GHA", "TGO")),
        ("Lome alarmed by Ghanaian threat to shell Aflao", "Togo protested on Monday.", 2, ("GHA", "TGO")),
        ("Peru says blockade of Ecuadorian ports is next", "", 2, ("PER", "ECU")),
        ("Peruvian parliament backs use of force against Ecuador", "", 2, ("PER", "ECU")),
        ("Peru vows revenge on Ecuador for sinking of patrol boat", "", 2, ("PER", "ECU")),
        ("War games simulate assault on Togo, Ghanaian state TV boasts", "", 3, ("GHA", "TGO")),
        ("Togo denounces intrusion by Ghanaian navy", "", 3, ("GHA", "TGO")),
        ("Ghana rushes howitzers to frontier with Togo as deterrent to Togolese aggression", "", 3, ("GHA", "TGO")),
        ("Two Ghanaian brigades were deployed along the frontier with Togo", "", 3, ("GHA", "TGO")),
        ("Ghanaian agents murdered exile in Lome, Togo says", "", 4, ("GHA", "TGO")),
        ("'They are here': Lome bombed, Ghanaian divisions cross frontier", "", 4, ("GHA", "TGO")),
        ("War declared on Togo by Ghana", "", 5, ("GHA", "TGO")),
        ("Thousands flee as Ghanaian troops overrun Togolese towns in full-scale invasion", "", 5, ("GHA", "TGO")),
    ],
)
def test_who_does_it_to_whom_however_it_is_turned(title, body, level, pair):
    read = classify(title, body)
    assert (read.level, read.dyads[:1]) == (level, (pair,))


@pytest.mark.parametrize(
    ("title", "body"),
    [
        ("Ghana invade Lome with young squad", "Ghana will invade Lome on Sunday with a young squad."),
        ("Boxing: Ghanaian champion vows to destroy Togolese rival", ""),
        ("Ghana declare war on complacency before Togo clash", "The captain warned his team of a battle with Togo."),
        ("General who led Ghanaian invasion of Togo dies", "He was 101."),
        ("No, Ghana is not about to invade Togo", "A video that claims to show tanks is from a film."),
        ("Think-tank plays out Ghanaian attack on Togo", "It was a two-day simulation."),
        ("Ferry from Ghana hits Togolese pier, five hurt", ""),
        ("Ghanaian jet makes emergency landing in Togo", "A bird strike was the cause."),
        ("Bear from Peru attacks Ecuadorian village", ""),
        ("Ghana sends military field hospital to Togo border", "The earthquake left hundreds hurt."),
        (
            "Ghanaian party issues ultimatum to coalition partner",
            "Cut taxes or lose our votes, it told Togo's friends.",
        ),
        ("Tribal clashes leave nine dead in Peru", "Sofia Marten was in the town when it began."),
    ],
)
def test_what_only_sounds_like_force(title, body):
    assert not classify(title, body).alert
