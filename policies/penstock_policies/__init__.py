"""The rules, written out, and one function that judges facts by them."""

from .profiles import profile_names, read_profile
from .report import Judged, Report, evaluate
from .rule import Config, Enforcement, Outcome, Rule, Severity, Verdict
from .rules import RULES
from .settings import RuleSettings, Settings, read_settings, settings_from

__all__ = [
    "RULES",
    "Config",
    "Enforcement",
    "Judged",
    "Outcome",
    "Report",
    "Rule",
    "RuleSettings",
    "Settings",
    "Severity",
    "Verdict",
    "evaluate",
    "profile_names",
    "read_profile",
    "read_settings",
    "settings_from",
]
