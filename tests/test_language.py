"""Is the language of a text told right?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tocsin.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The army said that its soldiers had crossed the river and that none of them was hurt.", "en"),
        ("L'armée a dit que les soldats ont traversé la rivière et que personne n'est blessé.", "fr"),
        ("El ejército dijo que los soldados cruzaron el río y que ninguno de ellos resultó herido.", "es"),
        ("Die Armee teilte mit, dass die Soldaten den Fluss überquert haben und niemand verletzt ist.", "de"),
        ("L'esercito ha detto che i soldati hanno attraversato il fiume e che nessuno è ferito.", "it"),
        ("O exército disse que os soldados não atravessaram o rio e que ninguém foi ferido.", "pt"),
        ("Het leger zei dat de soldaten de rivier zijn overgestoken en dat niemand gewond is.", "nl"),
        ("Wojsko podało, że żołnierze przekroczyli rzekę i że nikt nie jest ranny.", "pl"),
        ("Ordu, askerlerin nehri geçtiğini ve bu olayda yaralanan olmadığını söyledi.", "tr"),
        ("Tentara mengatakan bahwa prajurit itu telah menyeberangi sungai dan tidak ada yang terluka.", "id"),
        ("Армия сообщила, что солдаты перешли реку и что никто не был ранен, это было утром.", "ru"),
        ("Армія повідомила, що солдати перейшли річку і що ніхто не був поранений.", "uk"),
        ("Војска је саопштила да су војници прешли реку и да нико није повређен.", "sr"),
        ("قال الجيش إن الجنود عبروا النهر وإن أحدا لم يصب بأذى في هذه العملية.", "ar"),
        ("ارتش گفت که سربازان از رودخانه گذشتند و هیچ کس در این عملیات آسیب ندید.", "fa"),
        ("فوج نے کہا کہ سپاہیوں نے دریا پار کیا اور کوئی زخمی نہیں ہوا ہے۔", "ur"),
        ("सेना ने कहा कि सैनिकों ने नदी पार की है और कोई घायल नहीं हुआ।", "hi"),
        ("הצבא אמר כי החיילים חצו את הנהר ואיש לא נפגע.", "he"),
        ("Ο στρατός είπε ότι οι στρατιώτες πέρασαν το ποτάμι.", "el"),
        ("陆军表示，士兵已经渡过河流，没有人受伤。", "zh"),
        ("陸軍によると、兵士は川を渡り、けが人はいなかった。", "ja"),
        ("육군은 병사들이 강을 건넜으며 다친 사람은 없다고 밝혔다.", "ko"),
        ("กองทัพกล่าวว่าทหารได้ข้ามแม่น้ำแล้ว", "th"),
        ("সেনাবাহিনী বলেছে সৈন্যরা নদী পার হয়েছে", "bn"),
        ("", ""),
        ("12:30 — 4%", ""),
        ("Xylograph zzz", ""),
    ],
)
def test_detect_language(text, language):
    assert detect_language(text) == language


@given(st.text(max_size=300))
def test_any_text(text):
    assert len(detect_language(text)) in (0, 2, 3)
