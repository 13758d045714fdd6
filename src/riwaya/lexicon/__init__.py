"""Word lists that reading and resolving lean on: titles, nouns for people, institutions, well-known names.

Every list is a readable file beside this one, read once when first asked for.
"""

from riwaya.lexicon.aliases import said_one, stands_for, turned, written_down
from riwaya.lexicon.known import KnownName, known_kind, known_name
from riwaya.lexicon.lists import (
    calendar_words,
    common_word,
    countries,
    demonyms,
    first_name,
    given_gender,
    institutions,
    noun_gender,
    one_given,
    places,
    roles,
    singular,
    takes_up,
    title_before,
    title_gender,
    titles,
    type_families,
    type_nouns,
)
from riwaya.lexicon.protecting import Detail, details, edition, protecting

__all__ = [
    "Detail",
    "KnownName",
    "calendar_words",
    "common_word",
    "countries",
    "demonyms",
    "details",
    "edition",
    "first_name",
    "given_gender",
    "institutions",
    "known_kind",
    "known_name",
    "noun_gender",
    "one_given",
    "places",
    "protecting",
    "roles",
    "said_one",
    "singular",
    "stands_for",
    "takes_up",
    "title_before",
    "title_gender",
    "titles",
    "turned",
    "type_families",
    "type_nouns",
    "written_down",
]
