from .referral import ReceivedAs, Referral, SentFor

__all__ = ["ReceivedAs", "Referral", "SentFor"]
