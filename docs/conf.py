"""How Sphinx makes the site of these pages: `python -m docs._site`.

Its root is the checkout, so that pages link to each other and to files as they do on a code host; what it does beside
what Sphinx, MyST and furo do stands in `_site/`.
"""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from northeastsim.statement import SHORT  # noqa: E402
from northeastsim.version import __version__  # noqa: E402

project = "northeastsim"
author = "northeastsim developers"
copyright = f"{author}, MIT licence"
release = __version__
extensions = ["myst_parser", "sphinx.ext.autodoc", "docs._site"]

root_doc = "docs/index"
include_patterns = ["docs/**.md", "*.md", "notebooks/*.ipynb", "notebooks/*.md", "benchmarks/README.md", "changelog.d/README.md"]
exclude_patterns = [".*", "build", "dist", "results", "src", "tests", "scenarios", "**/.ipynb_checkpoints", "**/__pycache__"]

myst_heading_anchors = 4
myst_ref_domains = ["std"]  # a link of a page leads to a page, never to a Python name that happens to be its path
suppress_warnings = ["config.cache"]  # hooks are functions; nothing is taken from an earlier build anyway

nitpicky = True
# Others' types, and records that a user may pass on and has no need to look into.
others = "pd|pandas|np|numpy|simpy|datetime|os|pathlib|collections|typing"
nitpick_ignore_regex = [("py:.*", rf"({others})\..*|Path|NDArray|.*\.(Terms|Standing)")]
add_module_names = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
python_maximum_signature_line_length = 88

templates_path = ["_site/templates"]
html_theme = "furo"
html_title = "northeastsim"
html_static_path = ["_site/static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_search_summary = False  # a browser does not fetch other pages from the disk
html_show_sourcelink = False
html_sidebars = {"**": [f"sidebar/{part}.html" for part in ("brand", "search", "scroll-start", "navigation", "scroll-end")]}
html_theme_options = {"announcement": SHORT}
