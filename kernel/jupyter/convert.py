"""`jupyter nbconvert`, with the same parameters."""

import faster_imports  # noqa: F401
from nbconvert.nbconvertapp import main

main()
