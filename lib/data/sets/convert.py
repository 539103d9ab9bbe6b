"""Converts the original data sets into the compact files beside this script.

    python lib/data/sets/convert.py FOLDER_WITH_THE_ORIGINALS

Needs Pillow. The originals and their licences are listed in README.md; running the script again
writes the same bytes.
"""

import csv
import gzip
import sys
from pathlib import Path

from PIL import Image

originals = Path(sys.argv[1])
here = Path(__file__).parent

IRIS = ["sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"]
CELL = ["radius", "texture", "perimeter", "area", "smoothness", "compactness", "concavity",
        "concave points", "symmetry", "fractal dimension"]
BREAST_CANCER = [f"{kind} {name}" for kind in ("mean", "error of", "worst") for name in CELL]
DIGITS = [f"row {row} column {column}" for row in range(8) for column in range(8)]


def write(name, columns, rows):
    """Writes a CSV file with a header; gzipped, without a time stamp, if its name ends in .gz."""
    text = "".join(",".join(row) + "\n" for row in [columns, *rows]).encode()
    (here / name).write_bytes(gzip.compress(text, 9, mtime=0) if name.endswith(".gz") else text)


def with_class_names(name):
    """The rows of a file whose first line is `rows, features, class names…`."""
    with open(originals / name, newline="") as file:
        (rows, _, *names), *table = csv.reader(file)
    assert len(table) == int(rows)
    return [[*row[:-1], names[int(row[-1])]] for row in table]


write("iris.csv", [*IRIS, "species"], with_class_names("iris.csv"))
write("breast-cancer.csv.gz", [*BREAST_CANCER, "diagnosis"], with_class_names("breast_cancer.csv"))
with gzip.open(originals / "digits.csv.gz", "rt", newline="") as file:
    write("digits.csv.gz", [*DIGITS, "digit"], [[str(int(float(v))) for v in row] for row in csv.reader(file)])
for photo in ("flower", "china"):
    image = Image.open(originals / f"{photo}.jpg").convert("RGB")
    image.resize((320, 213), Image.Resampling.LANCZOS).save(here / f"{photo}.png", optimize=True)
