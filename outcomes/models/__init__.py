from .framework import Domain, Framework
from .instrument import Instrument, Question, Wording
from .measure import Measure
from .offer_answer import OfferAnswer
from .outcome import Outcome
from .own_framework import DomainMapping, OwnDomain, OwnFramework
from .response import Response
from .service_domain import ServiceDomain
from .story import Story, StoryTheme, StoryThemeOf
from .story_consent import StoryConsent, StoryUse
from .story_file import StoryFile, StoryFileContent, StoryMayStay
from .wave import Ask, MatchingKey, Wave

__all__ = [
    "Ask",
    "Domain",
    "DomainMapping",
    "Framework",
    "Instrument",
    "MatchingKey",
    "Measure",
    "OfferAnswer",
    "Outcome",
    "OwnDomain",
    "OwnFramework",
    "Question",
    "Response",
    "ServiceDomain",
    "Story",
    "StoryConsent",
    "StoryFile",
    "StoryFileContent",
    "StoryMayStay",
    "StoryTheme",
    "StoryThemeOf",
    "StoryUse",
    "Wave",
    "Wording",
]
