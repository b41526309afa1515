"""What the printer knows of itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Sensors:
    """What the printer knows of itself.

    Attributes:
        powered: It has power.
        paper_present: Paper lies under the head.
        near_end: The roll is nearly at its end.
        cover_open: The cover is open.
        feed_button: Somebody holds the FEED button.
        drawer_pin_high: The level of pin 3 of the drawer socket.
        cutter_error: The knife did not reach its place.
        unrecoverable: Something broke that only switching off may mend.
        switched_offline: Somebody took it offline.
        near_end_stops: Whether the near end stops it as the end of the paper does, by ESC c 4.
    """

    powered: bool = True
    paper_present: bool = True
    near_end: bool = False
    cover_open: bool = False
    feed_button: bool = False
    drawer_pin_high: bool = True
    cutter_error: bool = False
    unrecoverable: bool = False
    switched_offline: bool = False
    near_end_stops: bool = False

    @property
    def error(self) -> bool:
        """Whether it reports an error, as opposed to a lack."""
        return self.cutter_error or self.unrecoverable

    @property
    def stopped_by_paper(self) -> bool:
        """Whether it prints nothing because of its paper: there is none, or too little by its settings."""
        return not self.paper_present or (self.near_end and self.near_end_stops)

    @property
    def can_work(self) -> bool:
        """Whether paper may move now."""
        return self.powered and not self.offline

    @property
    def offline(self) -> bool:
        """Whether it prints nothing, for whatever reason."""
        # Asked several times for each instruction, so it asks no other property.
        lacking = not self.paper_present or self.cover_open or (self.near_end and self.near_end_stops)
        return lacking or self.cutter_error or self.unrecoverable or self.feed_button or self.switched_offline
