from __future__ import annotations

from riwaya.view.file_names import FileNames


def test_reasons_name_files_as_the_public_form_does() -> None:
    names = FileNames(
        ("/home/us/in box/bero_tamal.txt", r"C:\in\two.txt", "https://a.example/x"),
        lambda address: address.replace("bero_tamal", "minor-K47"),
    )
    why = r"Said in /home/us/in box/bero_tamal.txt, repeated in C:\in\two.txt and bero_tamal.txt."
    assert names.masked(why) == "Said in minor-K47.txt, repeated in two.txt and minor-K47.txt."


def test_without_files_nothing_changes() -> None:
    assert FileNames((), str).masked("Said in one.txt.") == "Said in one.txt."
