from riwaya.extract.names import find_names
from riwaya.neural.found import Named
from riwaya.records import Kind, Report, Span

TEXT = "Boats from Char Nolua reached Soins Partages before noon. Ora Belvin of the ferry said so."
REPORT = Report("r1", "boats.txt", "text", "0" * 64, TEXT, "1")


def named(words: str, kind: Kind, score: float) -> Named:
    start = TEXT.index(words)
    return Named(Span(start, start + len(words)), kind, score)


def kinds(*seen: Named) -> dict[str, Kind]:
    return {m.words.text: m.kind for m in find_names(REPORT, [Span(0, 56), Span(57, len(TEXT))], seen)}


def test_a_sure_vote_settles_what_a_name_names() -> None:
    assert kinds(named("Soins Partages", Kind.ORGANIZATION, 0.95))["Soins Partages"] is Kind.ORGANIZATION
    assert kinds(named("Char Nolua", Kind.PLACE, 0.95))["Char Nolua"] is Kind.PLACE


def test_words_that_tell_more_than_the_vote_stand() -> None:
    assert kinds(named("Ora Belvin", Kind.PLACE, 0.2))["Ora Belvin"] is Kind.PERSON


def test_a_name_is_redrawn_only_where_the_network_is_sure() -> None:
    longer = "Ora Belvin of the ferry"
    assert longer in kinds(named(longer, Kind.PERSON, 0.9))
    assert longer not in kinds(named(longer, Kind.PERSON, 0.5))


def test_a_name_the_rules_do_not_see_is_added_where_the_network_is_sure() -> None:
    assert "ferry" in kinds(named("ferry", Kind.FACILITY, 0.9))
    assert "ferry" not in kinds(named("ferry", Kind.FACILITY, 0.4))


def test_a_vote_that_takes_in_a_bracket_leaves_it_between_the_names() -> None:
    text = "Homes burnt in Tadmora [Palmira] on Friday."
    report = Report("r1", "homes.txt", "text", "0" * 64, text, "1")
    seen = Named(Span(15, 24), Kind.PLACE, 0.95)
    assert text[15:24] == "Tadmora ["
    assert [m.words.text for m in find_names(report, [Span(0, len(text))], [seen])] == ["Tadmora", "Palmira"]


def test_what_no_person_is_called_by_outweighs_the_vote() -> None:
    for words, kind in (("Liwa Belvin", Kind.GROUP), ("Ora Belvin", Kind.PERSON)):
        text = f"The {words} leader came before noon."
        report = Report("r1", "boats.txt", "text", "0" * 64, text, "1")
        seen = [Named(Span(4, 4 + len(words)), Kind.PERSON, 0.99)]
        (found,) = find_names(report, [Span(0, len(text))], seen)
        assert (found.words.text, found.kind) == (words, kind)
