"""Vocabulary: SKOS files are read whole and refused with a mend where they break a rule."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline
from pipeline import vocabulary
from pipeline.reading.lens import vocabulary_concept
from pipeline.vocabulary import loader, skos

HEAD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix tertium: <urn:tertium:schema:> .
@prefix boat: <urn:tertium:boat:> .
"""
CANOE = (
    'boat:canoe a skos:Concept ; skos:inScheme <urn:tertium:boat> ; tertium:kind "subject" ; skos:prefLabel "canoe"@en'
)


def file_of(tmp_path: Path, turtle: str) -> Path:
    path = tmp_path / "boats.ttl"
    path.write_text(HEAD + turtle, encoding="utf-8")
    return path


# --- what ships -----------------------------------------------------------------------------------------------


def test_the_vocabularies_that_ship_hang_together() -> None:
    known = vocabulary.load()
    assert len(known.concepts) > 100
    for concept in known.concepts:
        assert concept.kind in ("subject", "aspect", "type", "value")
        for other in (concept.broader_id, concept.aspect_id, *concept.exclusive_with):
            assert not other or other in known.by_id
        assert known.aspect_of(concept.concept_id) in (
            "",
            *(one.concept_id for one in known.concepts if one.kind == "aspect"),
        )


def test_every_concept_has_one_preferred_label_in_english() -> None:
    known = vocabulary.load()
    preferred = [concept.concept_id for concept, label in known.labels("en") if label.kind == "pref"]
    assert sorted(preferred) == sorted(known.by_id)


def test_a_type_leads_to_what_it_is_a_type_of() -> None:
    known = vocabulary.load()
    assert known.ancestors("outsourcing:inbound")[0] == "outsourcing:call-center"
    assert known.family("outsourcing:inbound") == known.family("outsourcing:call-center")
    assert known.ancestors("no:such") == ()


def test_values_exclude_each_other_both_ways() -> None:
    known = vocabulary.load()
    assert known.exclude("scale:high", "scale:low")
    assert known.exclude("scale:low", "scale:high")
    assert not known.exclude("scale:high", "scale:fast")
    assert not known.exclude("scale:high", "no:such")


def test_labels_come_by_language() -> None:
    known = vocabulary.load()
    assert {label.language for _, label in known.labels("nb", "tr")} == {"nb", "tr"}
    assert list(known.labels("tlh")) == []


# --- files of one's own ---------------------------------------------------------------------------------------


def test_a_file_of_ones_own_is_added_and_stays_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path / "cache"))
    path = file_of(tmp_path, CANOE + ', "kano"@nb .')
    parsed, compiled = (loader._load.__wrapped__(loader._state_of([path])) for _ in range(2))
    assert parsed.by_id["boat:canoe"].scheme == "boat"
    assert "outsourcing:bpo" in parsed.by_id
    assert compiled.concepts == parsed.concepts
    assert list(compiled.labels("en", "nb")) == list(parsed.labels("en", "nb"))


def test_labels_are_of_four_kinds_and_languages_written_as_bcp_47_does(tmp_path: Path) -> None:
    turtle = (
        CANOE
        + ', "独木舟"@zh-hans ; skos:altLabel "canoes"@en ; skos:hiddenLabel "canu"@en ; tertium:shortLabel "open"@en .'
    )
    (canoe,) = skos.read([file_of(tmp_path, turtle)]).concepts
    assert [(label.language, label.text, label.kind) for label in canoe.labels] == [
        ("en", "canoes", "alt"),
        ("en", "canu", "hidden"),
        ("en", "canoe", "pref"),
        ("en", "open", "short"),
        ("zh-Hans", "独木舟", "pref"),
    ]


@pytest.mark.parametrize(
    ("turtle", "says"),
    [
        ("boat:canoe a skos:Concept ; ;;", "not valid Turtle"),
        ("boat:canoe a skos:Concept .", "boat:canoe: has no preferred label"),
        (CANOE + ', "boat"@en .', "several preferred labels in en"),
        (CANOE + ' ; skos:altLabel "kano" .', "“kano” names no language"),
        (CANOE + ' ; tertium:kind "thing" .', "kind has 2 values"),
        (CANOE.replace("subject", "thing") + " .", "the kind thing is none of"),
        (CANOE + " ; skos:broader boat:boat .", "boat:boat is named but not described"),
        (CANOE + " ; skos:broader boat:canoe .", "leads back to itself"),
        (CANOE + ' . boat:kayak a skos:Concept ; skos:inScheme <urn:tertium:boat> ; skos:prefLabel "Canoe"@en .',
         "stands on boat:canoe and boat:kayak"),
        ('[] a skos:Concept ; skos:prefLabel "x"@en .', "without an identifier"),
    ],
)  # fmt: skip
def test_a_file_that_breaks_a_rule_is_refused_with_a_mend(tmp_path: Path, turtle: str, says: str) -> None:
    with pytest.raises(skos.SkosError) as refused:
        skos.read([file_of(tmp_path, turtle)])
    assert says in str(refused.value)


# --- files of the user, beside the raw files ------------------------------------------------------------------


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder ``vocabulary`` beside a folder ``raw``."""
    monkeypatch.setenv("TERTIUM_CACHE", str(tmp_path / "cache"))
    (tmp_path / "raw").mkdir()
    folder = tmp_path / "vocabulary"
    folder.mkdir()
    yield folder
    vocabulary.use()


BOATS = """
<urn:tertium:boat> a skos:ConceptScheme .
boat:canoe a skos:Concept ; skos:inScheme <urn:tertium:boat> ; tertium:kind "subject" ;
    skos:prefLabel "canoe"@en, "kano"@nb .
boat:kayak a skos:Concept ; skos:inScheme <urn:tertium:boat> ; tertium:kind "subject" ;
    skos:prefLabel "kayak"@en, "kajakk"@nb .
boat:sea-kayak a skos:Concept ; skos:inScheme <urn:tertium:boat> ; tertium:kind "type" ; skos:broader boat:kayak ;
    tertium:aspect <urn:tertium:aspect:types> ; skos:prefLabel "sea kayak"@en, "havkajakk"@nb .
"""
ARTICLE = """Forskjellen mellom kano og kajakk

En kano er en åpen båt. En kajakk er en lukket båt. En havkajakk er lang. En kano er bred.
"""


def test_a_domain_is_added_by_a_file_beside_the_raw_files(own: Path) -> None:
    (own / "boats.ttl").write_text(HEAD + BOATS, encoding="utf-8")
    (own.parent / "raw" / "a.txt").write_text(ARTICLE, encoding="utf-8")
    dataset = pipeline.run([own.parent / "raw"])
    assert list(dataset.subjects["concept_id"]) == ["boat:canoe", "boat:kayak"]
    assert "boat:sea-kayak" in set(dataset.mentions["concept_id"])
    assert set(dataset.concepts.query("scheme == 'boat'")["defined_by"]) == {"vocabulary"}


def test_what_was_read_with_other_vocabularies_is_forgotten(own: Path) -> None:
    path = own / "boats.ttl"
    path.write_text(HEAD + BOATS, encoding="utf-8")
    assert vocabulary_concept("kano", "nb", "subject") == ""
    vocabulary.use(*vocabulary.beside([own.parent / "raw"]))
    assert vocabulary_concept("kano", "nb", "subject") == "boat:canoe"
    assert vocabulary.files()[-1] == path
    vocabulary.use()
    assert vocabulary_concept("kano", "nb", "subject") == ""


def test_the_files_beside_raw_are_found_from_a_folder_and_from_a_file_in_it(own: Path) -> None:
    path = own / "boats.ttl"
    path.write_text(HEAD + BOATS, encoding="utf-8")
    article = own.parent / "raw" / "a.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    assert vocabulary.beside([own.parent / "raw"]) == (path,)
    assert vocabulary.beside([article]) == (path,)


def test_the_users_labels_win(own: Path) -> None:
    path = own / "mine.ttl"
    path.write_text(
        HEAD + "@prefix aspect: <urn:tertium:aspect:> .\n"
        'aspect:cost skos:prefLabel "expenditure"@en ; skos:altLabel "use"@en .\n',
        encoding="utf-8",
    )
    vocabulary.use(path)
    labels = {(concept.concept_id, label.text): label.kind for concept, label in vocabulary.load().labels("en")}
    assert labels["aspect:cost", "expenditure"] == "pref"
    assert labels["aspect:cost", "cost"] == "alt"  # ours is kept, and no longer preferred
    assert ("aspect:cost", "use") in labels
    assert ("aspect:use", "use") not in labels


def test_what_the_user_holds_to_be_one_or_two_is_kept(own: Path) -> None:
    path = own / "mine.ttl"
    path.write_text(
        HEAD + "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n" + BOATS + "boat:canoe skos:exactMatch "
        "<urn:tertium:source:kanu> .\n<urn:tertium:source:a> owl:differentFrom <urn:tertium:source:b> .\n",
        encoding="utf-8",
    )
    for _ in range(2):  # parsed, then compiled
        known = loader._load.__wrapped__(loader._state_of([path]))
        assert known.same == {"source:kanu": "boat:canoe"}
        assert known.are_different("source:b", "source:a")
        assert not known.are_different("source:a", "source:c")


def test_a_label_may_stand_on_two_concepts_that_a_note_tells_apart(tmp_path: Path) -> None:
    kayak = 'boat:kayak a skos:Concept ; skos:inScheme <urn:tertium:boat> ; skos:prefLabel "Canoe"@en'
    noted = ' ; skos:scopeNote "not the other"@en .'
    both = skos.read([file_of(tmp_path, CANOE + noted + kayak + noted)])
    assert [concept.concept_id for concept in both.concepts] == ["boat:canoe", "boat:kayak"]
    with pytest.raises(skos.SkosError, match="skos:scopeNote"):
        skos.read([file_of(tmp_path, CANOE + noted + kayak + " .")])
