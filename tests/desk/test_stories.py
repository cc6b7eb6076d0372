"""Is every story of the sample newsroom read as its labels say?"""

import re
from datetime import UTC, datetime

import pytest

from tocsin.escalation.classify import classify
from tocsin_desk.stories import FOLDER, load_world

AT = datetime(2026, 11, 26, 18, tzinfo=UTC)
STORIES = [story for publisher in load_world(FOLDER).publishers.values() for story in publisher.stories]


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.id)
def test_a_story_is_read_as_labelled(story):
    body = "\n\n".join(" ".join(re.sub(r"\{day[^}]*\}", "Thursday", part).split()) for part in story.paragraphs)
    found = classify(story.title, body, published_at=AT)

    assert int(found.level) == story.labels.level
    assert {tuple(pair) for pair in story.labels.dyads} == set(found.dyads)
