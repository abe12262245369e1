"""schema.org ``Dataset`` of a plain page: what search engines for data read."""

from typing import Any

from indicators.release.citation import LICENCE_URL, PRODUCT, release_citation, release_day


def dataset(
    release: dict[str, Any], name: str, description: str, address: str, **more: Any
) -> dict[str, Any]:
    """What is said of every page's data; ``more`` are further properties, empty ones left out."""
    content = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": name,
        "description": description,
        "url": address,
        "inLanguage": ["vi", "en"],
        "license": LICENCE_URL,
        "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": f"{PRODUCT} contributors"},
        "datePublished": release_day(release).isoformat(),
        "version": str(release["release_id"]),
        "creditText": release_citation(release, "en"),
        **more,
    }
    return {key: value for key, value in content.items() if value not in ("", None, [])}


def place(name: str, province: str, latitude: float | None, longitude: float | None) -> Any:
    """A place with its centre point, where one is known."""
    told: dict[str, Any] = {"@type": "Place", "name": f"{name}, {province}"}
    if latitude is not None and longitude is not None:
        told["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    return told


def measured(name: str, unit: str, value: float | None = None) -> dict[str, Any]:
    """A quantity with its unit, and its value where the page has one."""
    told: dict[str, Any] = {"@type": "PropertyValue", "name": name, "unitText": unit}
    return told if value is None else told | {"value": value}
