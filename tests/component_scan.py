"""The search for Streamlit components among the installed packages, made once a process.

Each ``AppTest`` is a Streamlit of its own, which reads the metadata of all packages anew: 0.1 s
a test, and what is installed does not change while tests run.
"""

from functools import cache

from streamlit.components.v2 import manifest_scanner


def scan_once() -> None:
    """Let every Streamlit of this process take the components that the first one found."""
    manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
