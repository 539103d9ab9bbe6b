"""The handout of a Sinapse notebook, as an export format of its own: `--to sinapse`."""

from pathlib import Path

from nbconvert.exporters import HTMLExporter
from traitlets import Unicode, default
from traitlets.config import Config


class SinapseExporter(HTMLExporter):
    """Exports a notebook to one HTML file that opens without a network."""

    export_from_notebook = "Sinapse handout"

    picture_folder = Unicode(
        "", help="The folder of the notebook's pictures, where the notebook itself lies elsewhere"
    ).tag(config=True)

    def from_notebook_node(self, nb, resources=None, **kw):
        if not self.picture_folder:
            return super().from_notebook_node(nb, resources, **kw)
        resources = self._init_resources(resources)
        place = resources["metadata"]["path"]
        resources["metadata"]["path"] = self.picture_folder
        page, resources = super().from_notebook_node(nb, resources, **kw)
        # The page itself is written where the notebook was read.
        resources["metadata"]["path"] = place
        return page, resources

    # JupyterLab says for its own HTML alone that what people wrote is to be sanitised.
    @default("sanitize_html")
    def _sanitize_html_default(self):
        return True

    # One file holds all: nbconvert takes only pictures from the notebook's folder, and from below it.
    @default("embed_images")
    def _embed_images_default(self):
        return True

    @property
    def default_config(self):
        """Our template, whatever template the person's settings choose for HTML."""
        config = super().default_config
        ours = {
            "template_name": "sinapse",
            "template_file": "index.html.j2",
            # Looked at first: the folder that a server runs in may hold a folder "sinapse", too.
            "extra_template_basedirs": [str(Path(__file__).parent / "templates")],
        }
        config.merge(Config({"SinapseExporter": ours}))
        return config
