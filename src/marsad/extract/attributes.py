"""The parser's attribute ruler and lemmatizer, remembering what they answered: the same in a tenth of the time.

The ruler gives each token its part of speech, its features and an irregular lemma, by patterns over words, tags and
dependencies; the lemmatizer the other lemmas, by word, part of speech and features. Trying all patterns on every token
takes a third of parsing; yet what is answered depends on little, and repeats.
"""

from typing import Any, TypeAlias

from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

_ASKED: list[int | str] = ["ORTH", "TAG", "DEP"]  # what patterns and lemmas depend on
_ANSWERED: list[int | str] = ["TAG", "POS", "MORPH", "LEMMA", "DEP"]  # what may be set
_REMEMBERED = 1 << 17  # answers, after which all are forgotten

Key: TypeAlias = tuple[int, ...]


class QuickAttributes:
    """Answers as ruler and lemmatizer do; of patterns, those over two tokens at most."""

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        self._openers = Matcher(ruler.vocab)
        entries: Any = ruler.patterns
        patterns = [pattern for entry in entries for pattern in entry["patterns"]]
        if any(len(pattern) > 2 for pattern in patterns):
            raise ValueError("The attribute ruler has a pattern over more than two tokens, which is not provided for.")
        self._openers.add("opens", [pattern[:1] for pattern in patterns if len(pattern) == 2])
        self._opens: dict[Key, bool] = {}
        self._answers: dict[tuple[Key, ...], Key] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Set the attributes of every token of `doc`."""
        if len(self._answers) > _REMEMBERED:
            self._answers.clear()
            self._opens.clear()
        keys = [tuple(row) for row in doc.to_array(_ASKED).tolist()]
        opens = [self._can_open(key) for key in keys]
        answers = [self._answer(keys, opens, at) for at in range(len(keys))]
        return _with(doc, _ANSWERED, answers)

    def _can_open(self, key: Key) -> bool:
        """Whether a pattern over two tokens may begin with the token."""
        if key not in self._opens:
            self._opens[key] = bool(self._openers(self._alone([key]), allow_missing=True))
        return self._opens[key]

    def _answer(self, keys: list[Key], opens: list[bool], at: int) -> Key:
        first = at - 1 if at and opens[at - 1] else at
        context = (*keys[first:at], keys[at], *(keys[at + 1 : at + 2] if opens[at] else ()))
        place = at - first
        asked = (*context, (place,))
        if asked not in self._answers:
            answered = self._lemmatizer(self._ruler(self._alone(list(context)))).to_array(_ANSWERED).tolist()
            self._answers[asked] = tuple(answered[place])
        return self._answers[asked]

    def _alone(self, keys: list[Key]) -> Doc:
        """A document of these tokens only."""
        doc = Doc(self._ruler.vocab, words=[self._ruler.vocab.strings[word] for word, *_ in keys])
        return _with(doc, _ASKED[1:], [key[1:] for key in keys])


def _with(doc: Doc, columns: list[int | str], rows: list[Key]) -> Doc:
    """The document with other values in these columns."""
    values: Any = doc.to_array(columns)
    if rows:
        values[:] = rows
    return doc.from_array(columns, values)


@Language.factory("marsad_attributes")
def _made(nlp: Language, name: str) -> QuickAttributes:  # noqa: ARG001 - a factory is called with both
    ruler: Any = nlp.get_pipe("attribute_ruler")
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    return QuickAttributes(ruler, lemmatizer)


def quicken(nlp: Language) -> Language:
    """Put `QuickAttributes` in the place of the pipeline's attribute ruler and lemmatizer, which run last."""
    nlp.add_pipe("marsad_attributes")
    nlp.remove_pipe("attribute_ruler")
    nlp.remove_pipe("lemmatizer")
    return nlp
