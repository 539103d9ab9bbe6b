"""Imported before nbformat: leaves out a grammar of addresses that takes over a second to build.

jsonschema would use it for the formats "iri" and "iri-reference" alone, which no notebook has, and
does without it where it is not installed.
"""

import sys

sys.modules["rfc3987_syntax"] = None
