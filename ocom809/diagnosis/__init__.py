"""What this unit is and what is wrong with it: questions on the wire, patterns on paper, checks from outside."""

from ocom809.diagnosis.calibration import STEPS, Step, calibrate
from ocom809.diagnosis.check import Check, Verdict
from ocom809.diagnosis.doctor import examine
from ocom809.diagnosis.findings import Finding
from ocom809.diagnosis.probing import Report, probe
from ocom809.diagnosis.profile_file import save_profile
from ocom809.diagnosis.recording import Recording, load_recording
from ocom809.diagnosis.self_tests import SELF_TESTS, SelfTestWay, print_self_test

__all__ = [
    "SELF_TESTS",
    "STEPS",
    "Check",
    "Finding",
    "Recording",
    "Report",
    "SelfTestWay",
    "Step",
    "Verdict",
    "calibrate",
    "examine",
    "load_recording",
    "print_self_test",
    "probe",
    "save_profile",
]
