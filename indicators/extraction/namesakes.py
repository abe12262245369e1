"""Which of several communes of one name a text means."""

import re
from dataclasses import replace

from indicators.extraction.gazetteer import Commune, Gazetteer, Mention, name_key

_PROVINCE_BEHIND = re.compile(r"\s*[(,]?\s*(?:(?:tỉnh|thành phố|tp\.?)\s+)?", re.IGNORECASE)


class Resolution:
    """Which of several communes of one name is meant; never a guess.

    In this order: the province directly behind the name, ``province`` as given, the only one of
    their provinces that the text names, the only one whose former units the text lists, and last
    ``source_province``, that of the newspaper or portal: such a mention is marked ``from_source``.
    """

    def __init__(
        self,
        key: str,
        gazetteer: Gazetteer,
        province: str | None,
        source_province: str | None,
        mentions: list[Mention],
    ) -> None:
        self.key = key
        self.gazetteer = gazetteer
        self.province = province
        self.source_province = source_province
        shared = any(len(mention.communes) > 1 for mention in mentions)
        self.provinces = gazetteer.provinces_in(key) if shared else frozenset()
        self._settled: dict[tuple[Commune, ...], tuple[Commune, ...]] = {}
        for mention in mentions:  # a province behind one mention settles all of that name
            if len(mention.communes) > 1 and mention.communes not in self._settled:
                behind = self._behind(mention)
                if len(behind) == 1:
                    self._settled[mention.communes] = behind

    def resolved(self, mention: Mention) -> Mention:
        """The mention with the communes that it still may stand for."""
        if len(mention.communes) < 2:
            return mention
        if mention.communes not in self._settled:
            self._settled[mention.communes] = self._settle(mention.communes)
        left = self._settled[mention.communes]
        published_there = [one for one in left if one.province == self.source_province]
        if len(left) > 1 and len(published_there) == 1:
            return replace(mention, communes=tuple(published_there), from_source=True)
        return replace(mention, communes=left)

    def _behind(self, mention: Mention) -> tuple[Commune, ...]:
        lead = _PROVINCE_BEHIND.match(self.key, mention.end)
        if lead is None or not lead.group().strip():
            return ()
        match = self.gazetteer.province_pattern.match(self.key, lead.end())
        if match is None:
            return ()
        codes = self.gazetteer.provinces_called(match.group())
        return tuple(one for one in mention.communes if one.province in codes)

    def _settle(self, communes: tuple[Commune, ...]) -> tuple[Commune, ...]:
        for chosen in (
            [one for one in communes if one.province == self.province],
            [one for one in communes if one.province in self.provinces],
            [one for one in communes if self._lists_former_units(one)],
        ):
            if len(chosen) == 1:
                return (chosen[0],)
        return communes

    def _lists_former_units(self, commune: Commune) -> bool:
        """Whether the text names two or more units, of another name, that it was made of."""
        names = self.gazetteer.former_units.get(commune.code, frozenset()) - {
            name_key(commune.name)
        }
        return sum(f" {name}" in self.key for name in names) >= 2
