"""The pictures in a notebook's texts: a page holds all of them, and says where one is missing."""

import base64
import json
import mimetypes
import re
from html import escape, unescape
from pathlib import Path
from urllib.parse import quote, unquote

_picture = re.compile(r"""<img\b(?:[^>"']|"[^"]*"|'[^']*')*>""", re.I)
_source = re.compile(r"""(\bsrc\s*=\s*)(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.I)
_attachment = re.compile(r"""attachment:([^\s)"'>]+)""")
_no_such = "application/x-missing"
_notice = {"pt": "Falta aqui a figura", "en": "A picture is missing here:"}


def mark_missing_attachments(cell):
    """Puts a mark where an attachment is missing: nbconvert would give up the whole page for it."""
    held = cell.get("attachments")
    held = held if isinstance(held, dict) else {}
    named = dict(held)
    for name in held:
        # As the writer of Markdown writes a name with spaces or accents.
        named.setdefault(_quoted(name), held[name])
    for name in _attachment.findall(cell.source):
        for way in (name, unquote(name), _quoted(unquote(name))):
            mark = base64.b64encode(unquote(name).encode(errors="replace")).decode()
            named.setdefault(way, named.get(unquote(name), {_no_such: mark}))
    if named:
        cell["attachments"] = named


def held_by_page(html, attachments, folder, language, missing):
    """The HTML with every picture in it that can be had; `missing` is told of each other one."""

    def hold(found):
        source = _source.search(found[0])
        if not source:
            return found[0]
        address = unescape(next(part for part in source.groups()[1:] if part is not None))
        if address.startswith(f"data:{_no_such};base64,"):
            name = _unmarked(address.split(",", 1)[1])
        elif address.lower().startswith("data:"):
            return found[0]
        else:
            name = unquote(address)
            data = _attached(attachments, name) or _beside(folder, name)
            if data:
                start, end = source.span()
                return f'{found[0][:start]}{source[1]}"{escape(data)}"{found[0][end:]}'
        name = name.removeprefix("attachment:")
        missing(name)
        return f"<em>[{_notice['pt' if language.startswith('pt') else 'en']} {escape(name)}]</em>"

    return _picture.sub(hold, html)


def report(number, name):
    """The line for the log, which `sinapse handouts` reads, too."""
    return f"cell {number}: the picture {json.dumps(name)} is not in the page"


def _quoted(name):
    return quote(name, errors="replace")


def _unmarked(mark):
    try:
        return base64.b64decode(mark).decode(errors="replace")
    except ValueError:  # one that somebody else wrote
        return mark


def _attached(attachments, name):
    if not name.startswith("attachment:"):
        return None
    kinds = attachments.get(name.removeprefix("attachment:"))
    if not isinstance(kinds, dict) or not kinds:
        return None
    kind, data = next(iter(kinds.items()))
    return None if kind == _no_such else f"data:{kind};base64,{data}"


def _beside(folder, name):
    """Only pictures, and only from the notebook's folder and from below it."""
    try:
        root = Path(folder or ".").resolve()
        place = (root / name).resolve()
        kind, _ = mimetypes.guess_type(place.name)
        if not (kind or "").startswith("image/") or root not in place.parents:
            return None
        return f"data:{kind};base64,{base64.b64encode(place.read_bytes()).decode()}"
    except (OSError, RuntimeError, ValueError):
        return None
