"""Where the site is served, as a request tells it."""

from starlette.requests import HTTPConnection


def root_of(connection: HTTPConnection) -> str:
    """The path below which the site lies, as its route was found; "" at the host itself."""
    return str(connection.scope.get("root_path", "")).rstrip("/")


def site_of(connection: HTTPConnection) -> str:
    """Scheme, host and root, without a slash at the end."""
    return f"{connection.url.scheme}://{connection.url.netloc}{root_of(connection)}"
