from .framework import Domain, Framework
from .offer_answer import OfferAnswer
from .outcome import Outcome
from .service_domain import ServiceDomain
from .story import Story, StoryTheme, StoryThemeOf
from .story_consent import StoryConsent, StoryUse
from .story_file import StoryFile, StoryFileContent, StoryMayStay

__all__ = [
    "Domain",
    "Framework",
    "OfferAnswer",
    "Outcome",
    "ServiceDomain",
    "Story",
    "StoryConsent",
    "StoryFile",
    "StoryFileContent",
    "StoryMayStay",
    "StoryTheme",
    "StoryThemeOf",
    "StoryUse",
]
