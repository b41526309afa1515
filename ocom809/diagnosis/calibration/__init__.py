"""Calibration: patterns on paper, questions to the person who sees it, and the profile that comes of the answers."""

from ocom809.diagnosis.calibration.run import calibrate
from ocom809.diagnosis.calibration.steps import STEPS, Step

__all__ = ["STEPS", "Step", "calibrate"]
