"""The handout of a Sinapse notebook, as an export format of its own: `--to sinapse`."""

from pathlib import Path

from nbconvert.exporters import HTMLExporter
from traitlets import default
from traitlets.config import Config


class SinapseExporter(HTMLExporter):
    """Exports a notebook to one HTML file that opens without a network."""

    export_from_notebook = "Sinapse handout"

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
            # Looked at first: the folder that a server runs in may hold a folder "sinapse", too.
            "extra_template_basedirs": [str(Path(__file__).parent / "templates")],
        }
        config.merge(Config({"SinapseExporter": ours}))
        return config
