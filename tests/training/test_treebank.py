from pathlib import Path

from training.corpora.document import Document
from training.corpora.treebank import with_trees

ROWS = """# newdoc id = one
1\tShe\tshe\tPRON\tPRP\t_\t2\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t0\troot\t_\t_
3\tn't\tnot\tPART\tRB\t_\t2\tadvmod:neg\t_\t_

1\tLost\tlose\tVERB\tVBN\t_\t0\troot\t_\t_

1\tRain\train\tNOUN\tNN\t_\t0\troot\t_\t_
"""


def test_trees_stand_on_the_words_of_the_text_and_a_sentence_that_is_not_there_is_left_out(
    tmp_path: Path,
) -> None:
    path = tmp_path / "some.conllu"
    path.write_text(ROWS, encoding="utf-8")
    (document,) = with_trees([Document("one", "She didn't Rain")], path)
    first, second = document.trees
    assert [document.text[w.start : w.end] for w in first] == ["She", "did", "n't"]
    assert [(w.tag, w.head, w.relation) for w in first][2] == ("PART", 1, "advmod")
    assert [document.text[w.start : w.end] for w in second] == ["Rain"]
    assert with_trees([Document("two", "Rain")], path)[0].trees == ()
