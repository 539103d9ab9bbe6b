"""The handout of a Sinapse notebook, as an export format of its own: `--to sinapse`."""

import copy
from pathlib import Path

from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from traitlets import Unicode, default
from traitlets.config import Config

from . import pictures
from .about import language_of, title_of
from .closed import closed


class SinapseExporter(HTMLExporter):
    """Exports a notebook to one HTML file that opens without a network."""

    export_from_notebook = "Sinapse handout"

    picture_folder = Unicode(
        "", help="The folder of the notebook's pictures, where the notebook itself lies elsewhere"
    ).tag(config=True)

    def from_notebook_node(self, nb, resources=None, **kw):
        nb = copy.deepcopy(nb)
        for number, cell in enumerate(nb.cells, 1):
            cell.setdefault("metadata", {})["sinapse_number"] = number
            if cell.cell_type == "markdown":
                pictures.mark_missing_attachments(cell)
        resources = self._init_resources(resources)
        resources["sinapse"] = {
            "language": language_of(nb) or self.language_code,
            "title": title_of(nb) or resources["metadata"]["name"],
        }
        place = resources["metadata"]["path"]
        resources["metadata"]["path"] = self.picture_folder or place
        page, resources = super().from_notebook_node(nb, resources, **kw)
        # The page itself is written where the notebook was read.
        resources["metadata"]["path"] = place
        return page, resources

    @pass_context
    def markdown2html(self, context, source):
        """As nbconvert does, and no picture that the page does not hold is passed over."""
        html = super().markdown2html(context, source)
        cell = context.get("cell", {})
        resources = context.get("resources", {})

        def missing(name):
            number = cell.get("metadata", {}).get("sinapse_number", 0)
            self.log.warning(pictures.report(number, name))

        folder = resources.get("metadata", {}).get("path", "")
        language = resources.get("sinapse", {}).get("language", "en")
        html = pictures.held_by_page(html, cell.get("attachments", {}), folder, language, missing)
        return closed(html)

    def default_filters(self):
        """What our template asks for besides."""
        yield from super().default_filters()
        yield ("closed", closed)

    # JupyterLab says for its own HTML alone that what people wrote is to be sanitised.
    @default("sanitize_html")
    def _sanitize_html_default(self):
        return True

    @property
    def default_config(self):
        """Our template, whatever template the person's settings choose for HTML."""
        config = super().default_config
        ours = {
            "template_name": "sinapse",
            "template_file": "index.html.j2",
            # The pictures are ours to put in: nbconvert would close each HTML tag where its line
            # ends, and a folded solution would be open.
            "embed_images": False,
            # Looked at first: the folder that a server runs in may hold a folder "sinapse", too.
            "extra_template_basedirs": [str(Path(__file__).parent / "templates")],
        }
        config.merge(Config({"SinapseExporter": ours}))
        return config
