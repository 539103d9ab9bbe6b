"""What a notebook is about: its title, and the language that it is written in."""

import re

_tag = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
_declared = re.compile(r"""\blanguage\(\s*["'`](pt|en)["'`]\s*\)""")
_tags = {"pt": "pt-BR", "en": "en"}

# The most frequent words of each that the other does not have.
_words = {
    "pt": "de que não é uma um para com os em se por mais como ou são mas foi ao das dos na".split(),
    "en": "the of and is to in that it for with are on this be or by from which not an at".split(),
}


def title_of(nb):
    """Its first heading; None where there is none."""
    title = nb.metadata.get("title")
    if isinstance(title, str) and title.strip():
        return title
    for cell in nb.cells:
        if cell.cell_type != "markdown":
            continue
        heading = re.search(r"^ {0,3}# +(.+?)\s*#*$", _without_fences(cell.source), re.M)
        if heading:
            return re.sub(r"[*$]", "", heading[1])
    return None


def language_of(nb):
    """As `pt-BR`: what it declares, else what its words say; None where they say nothing."""
    named = nb.metadata.get("language")
    if isinstance(named, str) and _tag.fullmatch(named):
        return named
    for cell in nb.cells:
        declared = cell.cell_type == "code" and _declared.search(cell.source)
        if declared:
            return _tags[declared[1]]
    prose = " ".join(_without_fences(cell.source) for cell in nb.cells if cell.cell_type == "markdown")
    words = re.findall(r"[^\W\d_]+", prose.lower())
    counts = {language: sum(map(words.count, known)) for language, known in _words.items()}
    if counts["pt"] == counts["en"]:
        return None
    return _tags[max(counts, key=counts.get)]


def _without_fences(text):
    return re.sub(r"^ {0,3}(```+|~~~+).*?(^ {0,3}\1|\Z)", "", text, flags=re.M | re.S)
