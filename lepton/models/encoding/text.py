"""Choose how free text becomes terms."""

from typing import Any

__all__ = ["terms_of", "topics_of"]

MOST_TERMS = 5_000
TOPICS = 64
ROWS_A_TOPIC = 10  # fewer rows than this for each topic, and topics are noise
LOOKED_AT = 1_000
WORD = r"(?u)\b\w+\b"  # a single letter or digit counts as well
FEW_ROWS = 50  # from here on a term has to occur twice: one that occurs once is noise
WITHOUT_SPACES = 0.2  # share of Chinese, Japanese or Thai characters that tells such a text


def terms_of(texts: list[str]) -> Any:
    """Return an unfitted TF-IDF vectoriser that finds terms in these texts.

    Words and pairs of words; single and paired characters where a language writes without
    spaces or the text holds no words at all.

    Parameters
    ----------
    texts
        Training rows of one column.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer

    looked_at = [text for text in texts if text][:LOOKED_AT]
    settings: dict[str, Any] = {
        "max_features": MOST_TERMS,
        "min_df": 2 if len(texts) >= FEW_ROWS else 1,
        "sublinear_tf": True,
        "ngram_range": (1, 2),
        "strip_accents": None,
    }
    if _without_spaces("".join(looked_at)):
        return TfidfVectorizer(analyzer="char", **settings)
    words = TfidfVectorizer(token_pattern=WORD, **settings)
    return words if _repeats(words, looked_at, settings["min_df"]) else _any_character(settings)


def topics_of(texts: list[str], seed: int) -> Any:
    """Return an unfitted pipeline from text to at most 64 numbers (truncated SVD of TF-IDF)."""
    from sklearn.decomposition import TruncatedSVD
    from sklearn.pipeline import make_pipeline

    terms = terms_of(texts)
    found = _least_terms(terms, texts)
    topics = max(1, min(TOPICS, found - 1, len(texts) // ROWS_A_TOPIC))
    if found < 2:  # nothing to condense
        return make_pipeline(terms)
    return make_pipeline(terms, TruncatedSVD(topics, random_state=seed))


def _least_terms(terms: Any, texts: list[str]) -> int:
    """Count terms until there are enough: a part of the texts holds no term that all do not."""
    try:
        found = len(terms.fit(texts[:LOOKED_AT]).vocabulary_)
    except ValueError:  # no term occurs often enough in this part
        found = 0
    return found if found > TOPICS else len(terms.fit(texts).vocabulary_)


def _any_character(settings: dict[str, Any]) -> Any:
    """Never without a term: every character counts, however rare."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(analyzer="char", **{**settings, "min_df": 1})


def _repeats(vectoriser: Any, texts: list[str], times: int) -> bool:
    """Tell whether any term occurs in as many texts as the vectoriser asks for."""
    from collections import Counter

    analyse = vectoriser.build_analyzer()
    seen: Counter[str] = Counter()
    for text in texts:
        seen.update(set(analyse(text)))
    return bool(seen) and max(seen.values()) >= times


def _without_spaces(text: str) -> bool:
    spans = (("\u3040", "\u30ff"), ("\u3400", "\u9fff"), ("\u0e00", "\u0e7f"))
    found = sum(text.count(character) for character in set(text) if _inside(character, spans))
    return found > WITHOUT_SPACES * max(len(text), 1)


def _inside(character: str, spans: tuple[tuple[str, str], ...]) -> bool:
    return any(low <= character <= high for low, high in spans)
