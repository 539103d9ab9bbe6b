"""HTML that somebody wrote, with everything closed that it opens."""

from bs4 import BeautifulSoup


def closed(html):
    """
    Closes what is left open, as a browser does with the HTML of one cell: an open `<style>` or
    comment would take all that follows on the page, cells and scripts, into itself.
    """
    return str(BeautifulSoup(html, "html.parser"))
